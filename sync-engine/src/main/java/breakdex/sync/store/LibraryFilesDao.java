package breakdex.sync.store;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.LocalState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The table {@code library_files}: every name that a library has on each machine. */
public final class LibraryFilesDao {
    /** In the order in which {@link #read} takes them. */
    private static final String SELECT = """
            select library_id, machine_id, path, folder, content_hash, size_bytes, modified_ns, changed_ns, file_key,
                   state, settled, hashed_at, deleted_at, wanted_at, restore_to
            from library_files
            """;

    private static final String KEY = "where library_id = :library and machine_id = :machine and path = :path";

    /** What lies here, was quiet when it was read, and is still wanted. */
    private static final String COMPARABLE =
            "state = 'present' and settled = 1 and content_hash is not null and deleted_at is null";

    private static final String WITHIN = """
             machine_id = :machine
              and (:library = ''
                   or (library_id = :library
                       and (:path = '' or path = :path
                            or (path > cast(:path as text) || '/' and path < cast(:path as text) || '0'))))
            """;

    private static final String UNREAD =
            "where " + COMPARABLE + " and coalesce(hashed_at, :never) < :before and " + WITHIN;

    private final Handle handle;

    LibraryFilesDao(Handle handle) {
        this.handle = handle;
    }

    /** Adds names, or changes all that is known of them. */
    public void put(Collection<LibraryFileRow> rows) {
        Batch.run(
                handle,
                """
                insert into library_files
                    (library_id, machine_id, path, folder, content_hash, size_bytes, modified_ns, changed_ns, file_key,
                     state, settled, hashed_at, deleted_at, wanted_at, restore_to)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (library_id, machine_id, path) do update set
                    content_hash = excluded.content_hash, size_bytes = excluded.size_bytes,
                    modified_ns = excluded.modified_ns, changed_ns = excluded.changed_ns,
                    file_key = excluded.file_key, state = excluded.state, settled = excluded.settled,
                    hashed_at = excluded.hashed_at, deleted_at = excluded.deleted_at, wanted_at = excluded.wanted_at,
                    restore_to = excluded.restore_to
                """,
                rows,
                (row, file) -> row.text(file.libraryId())
                        .text(file.machineId())
                        .text(file.path())
                        .text(file.folder())
                        .text(text(file.hash()))
                        .number(file.sizeBytes())
                        .number(file.modifiedNs())
                        .number(file.changedNs())
                        .text(file.fileKey())
                        .text(file.state().name().toLowerCase(Locale.ROOT))
                        .flag(file.settled())
                        .time(file.hashedAt())
                        .time(file.deletedAt())
                        .time(file.wantedAt())
                        .text(file.restoreTo()));
    }

    public Optional<LibraryFileRow> find(String libraryId, String machineId, String path) {
        return handle.createQuery(SELECT + KEY)
                .bind("library", libraryId)
                .bind("machine", machineId)
                .bind("path", path)
                .map(LibraryFilesDao::read)
                .findOne();
    }

    /**
     * Names directly in one folder, in the order of their UTF-8 bytes.
     *
     * @param after only names whose path comes after this one; null for all
     * @param upTo only names whose path comes no later than this one; null for all
     */
    public List<LibraryFileRow> inFolder(
            String libraryId, String machineId, String folder, @Nullable String after, @Nullable String upTo) {
        String range = (after == null ? "" : " and path > :after") + (upTo == null ? "" : " and path <= :upTo");
        Query query = handle.createQuery(SELECT + "where library_id = :library"
                        + " and machine_id = :machine and folder = :folder" + range + " order by path")
                .bind("library", libraryId)
                .bind("machine", machineId)
                .bind("folder", folder);
        if (after != null) {
            query.bind("after", after);
        }
        if (upTo != null) {
            query.bind("upTo", upTo);
        }
        return query.map(LibraryFilesDao::read).list();
    }

    /**
     * As {@link #inFolder}, but only what a scan compares, and only the first {@code limit} names.
     *
     * @param after only names whose path comes after this one; empty for all
     */
    public List<KnownFile> knownIn(String libraryId, String machineId, String folder, String after, int limit) {
        return Rows.list(handle, """
                select path, size_bytes, modified_ns, changed_ns, file_key,
                       case when state <> 'present' then 0
                            when settled = 0 or content_hash is null then 1 else 2 end
                from library_files where library_id = ? and machine_id = ? and folder = ? and path > ?
                order by path limit ?
                """, LibraryFilesDao::readKnown, libraryId, machineId, folder, after, limit);
    }

    /** Folders that hold at least one name. */
    public List<String> folders(String libraryId, String machineId) {
        return Rows.list(
                handle,
                "select distinct folder from library_files where library_id = ? and machine_id = ? order by folder",
                Columns::text,
                libraryId,
                machineId);
    }

    /** Every name with this content, on every device and in every library. */
    public List<LibraryFileRow> ofAsset(ContentHash hash) {
        return handle.createQuery(SELECT + "where content_hash = :hash order by library_id, path")
                .bind("hash", hash.toString())
                .map(LibraryFilesDao::read)
                .list();
    }

    /** Files that are present with one of these contents, by content. */
    public Map<ContentHash, List<PresentFile>> presentOf(Collection<ContentHash> hashes) {
        return ManyKeys.query(handle, """
                        select content_hash, library_id, path, size_bytes, modified_ns, changed_ns
                        from library_files where state = 'present' and content_hash in (%s)
                        order by library_id, path
                        """, hashes, LibraryFilesDao::readPresent).stream()
                .collect(Collectors.groupingBy(PresentFile::hash));
    }

    /**
     * Names at or below a path, in the order of their paths.
     *
     * @param path a file's or folder's path; empty for the whole library
     * @param after the last path of the page before; null for the first page
     */
    public List<LibraryFileRow> below(
            String libraryId, String machineId, String path, @Nullable String after, int limit) {
        return handle.createQuery(SELECT + """
                        where library_id = :library and machine_id = :machine
                          and (:path = '' or path = :path
                               or (path > cast(:path as text) || '/' and path < cast(:path as text) || '0'))
                          and path > :after
                        order by path limit :limit
                        """)
                .bind("library", libraryId)
                .bind("machine", machineId)
                .bind("path", path)
                .bind("after", after == null ? "" : after)
                .bind("limit", limit)
                .map(LibraryFilesDao::read)
                .list();
    }

    /**
     * How many files of a machine can be compared with what was recorded of them, and how many of these were read at
     * {@code since} or later.
     */
    public ReadFigures readFigures(String machineId, Instant since) {
        return Rows.one(
                handle,
                "select count(*), coalesce(sum(case when hashed_at >= ? then 1 else 0 end), 0)"
                        + " from library_files where " + COMPARABLE + " and machine_id = ?",
                row -> new ReadFigures(row.number(), row.number()),
                since,
                machineId);
    }

    /**
     * Files that were last read before a time, the one that was read longest ago first.
     *
     * @param after the last of the page before; null for the first page
     */
    public List<LibraryFileRow> longestUnread(UnreadFiles which, @Nullable LibraryFileRow after, int limit) {
        String further = after == null
                ? ""
                : " and (coalesce(hashed_at, :never), library_id, path) > (:hashedAt, :afterLibrary, :afterPath)";
        Query query = bind(
                        handle.createQuery(SELECT + UNREAD + further
                                + " order by coalesce(hashed_at, :never), library_id, path limit :limit"),
                        which)
                .bind("limit", limit);
        if (after != null) {
            Instant read = after.hashedAt();
            query.bind("hashedAt", read == null ? Instant.EPOCH : read)
                    .bind("afterLibrary", after.libraryId())
                    .bind("afterPath", after.path());
        }
        return query.map(LibraryFilesDao::read).list();
    }

    /** How many files {@link #longestUnread} would name, but no more than {@code limit}, and their bytes. */
    public StatusDao.Amount unread(UnreadFiles which, long limit) {
        return bind(
                        handle.createQuery("select count(*) as files, coalesce(sum(size_bytes), 0) as bytes from"
                                + " (select size_bytes from library_files " + UNREAD
                                + " order by coalesce(hashed_at, :never), library_id, path limit :limit) f"),
                        which)
                .bind("limit", limit)
                .map((row, context) -> new StatusDao.Amount(row.getLong("files"), row.getLong("bytes")))
                .one();
    }

    /** How many of these files lie here and cannot be compared: they were being written when they were read. */
    public long unsettled(UnreadFiles which) {
        return within(
                        handle.createQuery("select count(*) from library_files where state = 'present'"
                                + " and deleted_at is null and (settled = 0 or content_hash is null) and " + WITHIN),
                        which)
                .mapTo(Long.class)
                .one();
    }

    private static Query bind(Query query, UnreadFiles which) {
        return within(query, which).bind("before", which.before()).bind("never", Instant.EPOCH);
    }

    private static Query within(Query query, UnreadFiles which) {
        return query.bind("machine", which.machineId())
                .bind("library", which.libraryId())
                .bind("path", which.path());
    }

    /** Notes that these files were read at a time and hold what is recorded of them, where they are still the same. */
    public void noteRead(Collection<LibraryFileRow> rows, Instant at) {
        Batch.run(
                handle,
                """
                update library_files set hashed_at = ?
                where library_id = ? and machine_id = ? and path = ? and content_hash = ? and state = 'present'
                  and size_bytes = ? and modified_ns = ? and changed_ns = ?
                """,
                rows,
                (row, file) -> row.time(at)
                        .text(file.libraryId())
                        .text(file.machineId())
                        .text(file.path())
                        .text(text(file.hash()))
                        .number(file.sizeBytes())
                        .number(file.modifiedNs())
                        .number(file.changedNs()));
    }

    /** Names that a person asked to have back, oldest wish first. */
    public List<LibraryFileRow> wanted(String machineId) {
        return handle.createQuery(SELECT + """
                        where wanted_at is not null and machine_id = :machine
                        order by wanted_at, path
                        """)
                .bind("machine", machineId)
                .map(LibraryFilesDao::read)
                .list();
    }

    /** Names in one of the two states that are not {@code present}, the names that a person deleted left out. */
    public List<LibraryFileRow> inState(String machineId, LocalState state, int limit) {
        return handle.createQuery(SELECT + """
                        where state = :state and state <> 'present' and machine_id = :machine and deleted_at is null
                        order by library_id, path limit :limit
                        """)
                .bind("state", state.name().toLowerCase(Locale.ROOT))
                .bind("machine", machineId)
                .bind("limit", limit)
                .map(LibraryFilesDao::read)
                .list();
    }

    /**
     * Drops names that are missing here where the same content was found in this library under another name since:
     * they were renamed or moved.
     *
     * @return how many were dropped
     */
    public int dropMoved(String libraryId, String machineId, Instant foundSince) {
        return handle.createUpdate("""
                        delete from library_files where library_id = :library and machine_id = :machine
                          and state = 'missing' and deleted_at is null and content_hash is not null
                          and exists (select 1 from library_files g
                                      where g.content_hash = library_files.content_hash
                                        and g.library_id = :library and g.machine_id = :machine
                                        and g.state = 'present' and g.hashed_at >= :since)
                        """)
                .bind("library", libraryId)
                .bind("machine", machineId)
                .bind("since", foundSince)
                .execute();
    }

    public void remove(LibraryFileRow row) {
        handle.createUpdate("delete from library_files " + KEY)
                .bind("library", row.libraryId())
                .bind("machine", row.machineId())
                .bind("path", row.path())
                .execute();
    }

    private static @Nullable String text(@Nullable ContentHash hash) {
        return hash == null ? null : hash.toString();
    }

    private static PresentFile readPresent(Columns row) throws SQLException {
        return new PresentFile(row.hash(), row.text(), row.text(), row.number(), row.number(), row.number());
    }

    private static KnownFile readKnown(Columns row) throws SQLException {
        String path = row.text();
        long size = row.number();
        long modified = row.number();
        long changed = row.number();
        String key = row.textOrNull();
        int standing = row.integer();
        return new KnownFile(path, size, modified, changed, key, standing > 0, standing > 1);
    }

    private static LocalState state(String text) {
        return LocalState.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static LibraryFileRow read(ResultSet result, StatementContext context) throws SQLException {
        Columns row = new Columns(result);
        return new LibraryFileRow(
                row.text(),
                row.text(),
                row.text(),
                row.text(),
                row.hashOrNull(),
                row.number(),
                row.number(),
                row.number(),
                row.textOrNull(),
                state(row.text()),
                row.flag(),
                row.timeOrNull(),
                row.timeOrNull(),
                row.timeOrNull(),
                row.textOrNull());
    }
}
