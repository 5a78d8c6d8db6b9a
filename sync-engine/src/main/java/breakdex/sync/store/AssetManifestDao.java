package breakdex.sync.store;

import breakdex.sync.asset.Asset;
import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.MediaInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The table {@code asset_manifest}: one row a content. */
public final class AssetManifestDao {
    private static final String FRESH_COUNT = countedDomains(":hash", "");

    /** In the order in which {@link #read} takes them. */
    private static final String SELECT = """
            select content_hash, file_size_bytes, extension, mime_type, duration_ms, width, height, source_type,
                   source_name, imported_at, deleted_at, tombstone_reason, copy_count
            from asset_manifest
            """;

    /**
     * SQL that counts the failure domains which hold a counted copy. A place that may die with a library which knows
     * the asset under some name holds no remote copy, as {@code FailureDomain.mayDieWith} says.
     *
     * @param hash an expression for the asset's hash
     * @param further a condition on the copy {@code c}, empty for none
     */
    static String countedDomains(String hash, String further) {
        return """
                select count(distinct p.failure_domain)
                from asset_copies c join sync_providers p on p.id = c.provider
                where c.content_hash = %s and c.status = 'verified' and p.enabled = 1
                  and p.failure_domain is not null %s
                  and (c.evidence in ('READ_BACK_DIRECT', 'READ_BACK_CACHED', 'SERVER_SHA256', 'SERVER_DIGEST')
                       or (c.evidence = 'UPLOADED_FLAG' and p.uploaded_flag_counts = 1))
                  and (p.failure_domain_by_word = 1 or not exists (
                      select 1 from library_files f join libraries l on l.id = f.library_id
                      where f.content_hash = c.content_hash
                        and (l.failure_domain = p.failure_domain
                             or (l.failure_domain is null and (p.failure_domain like 'disk:%%'
                                 or p.failure_domain like 'server:%%')))))
                """.formatted(hash, further);
    }

    private static final String RECOUNT =
            """
            with c as materialized (
                select m.content_hash as hash, (%s) as counted from asset_manifest m
                where m.content_hash in (%s)
                  and (m.copy_count > 0
                       or exists (select 1 from asset_copies e where e.content_hash = m.content_hash)))
            update asset_manifest set copy_count = c.counted
            from c where content_hash = c.hash
            """.formatted(countedDomains("m.content_hash", "").replace("%", "%%"), "%s");

    /** Of an asset {@code a}: what a copy can be made from is known. */
    private static final String HAS_SOURCE = """
            (exists (select 1 from library_files f where f.content_hash = a.content_hash and f.state = 'present')
             or exists (select 1 from asset_copies s join sync_providers p on p.id = s.provider
                        where s.content_hash = a.content_hash and s.status = 'verified' and p.enabled = 1))
            """;

    private static final String ONLY_CHANGED = " and copy_count <> c.counted";

    private static final String HOLD = "select content_hash from asset_manifest where content_hash in (%s)"
            + " order by content_hash" + Dialect.POSTGRESQL.held();

    private final Handle handle;
    private final Dialect dialect;

    AssetManifestDao(Handle handle, Dialect dialect) {
        this.handle = handle;
        this.dialect = dialect;
    }

    /**
     * Adds assets; of one that is known already only the size is corrected, since whoever hashed the bytes has counted
     * them, and another device may have told anything.
     */
    public void addAbsent(Collection<Asset> assets) {
        Batch.run(
                handle,
                """
                insert into asset_manifest
                    (content_hash, hash_algorithm, file_size_bytes, mime_type, extension, duration_ms, width, height,
                     source_type, source_name, imported_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (content_hash) do update set file_size_bytes = excluded.file_size_bytes
                where asset_manifest.file_size_bytes <> excluded.file_size_bytes
                """,
                assets,
                (row, asset) -> row.text(asset.hash().toString())
                        .text(asset.hash().algorithm())
                        .number(asset.sizeBytes())
                        .text(asset.mimeType())
                        .text(asset.extension())
                        .numberOrNull(asset.media().durationMs())
                        .numberOrNull(asset.media().width())
                        .numberOrNull(asset.media().height())
                        .text(asset.sourceType())
                        .text(asset.sourceName())
                        .time(asset.importedAt()));
    }

    public Optional<Asset> find(ContentHash hash) {
        return handle.createQuery(SELECT + "where content_hash = :hash")
                .bind("hash", hash.toString())
                .map(AssetManifestDao::read)
                .findOne();
    }

    /** Those of these assets that are known, by their hash. */
    public Map<ContentHash, Asset> findAll(Collection<ContentHash> hashes) {
        return ManyKeys.query(handle, SELECT + "where content_hash in (%s)", hashes, AssetManifestDao::asset).stream()
                .collect(Collectors.toMap(Asset::hash, asset -> asset));
    }

    /** Those of these assets that are known. */
    public Set<ContentHash> known(Collection<ContentHash> hashes) {
        return Set.copyOf(ManyKeys.query(
                handle, "select content_hash from asset_manifest where content_hash in (%s)", hashes, Columns::hash));
    }

    /** Whoever reads all of an asset's bytes knows how many there are. */
    public void correctSize(ContentHash hash, long sizeBytes) {
        Rows.change(
                handle,
                "update asset_manifest set file_size_bytes = ? where content_hash = ?",
                sizeBytes,
                hash.toString());
    }

    /** @param prefix lower-case hex; at most {@code limit} assets whose hash begins with it */
    public List<Asset> withPrefix(String prefix, int limit) {
        return handle.createQuery(SELECT + """
                        where content_hash >= :from and content_hash < :to
                        order by content_hash limit :limit
                        """)
                .bind("from", prefix)
                .bind("to", prefix + "g")
                .bind("limit", limit)
                .map(AssetManifestDao::read)
                .list();
    }

    /**
     * Whether a provider lacks any live asset: two counts from indexes, where most runs find nothing to do. The cross
     * join tells SQLite to begin with the few deleted assets.
     */
    public boolean anyMissingOn(String providerId) {
        return Rows.one(handle, """
                        select (select count(*) from asset_manifest where deleted_at is null)
                             - (select count(*) from asset_copies where provider = ? and status = 'verified')
                             + (select count(*) from asset_manifest a cross join asset_copies c
                                where a.deleted_at is not null and c.content_hash = a.content_hash
                                  and c.provider = ? and c.status = 'verified')
                        """, Columns::number, providerId, providerId) > 0;
    }

    /**
     * Live assets that a provider should hold, does not, and has no open upload for; in order of their hash. Those of
     * which neither a file nor another proved copy is known are left out: there is nothing to make a copy from.
     *
     * @param machineId whose files are preferred as the source
     * @param after the last hash of the page before; null for the first page
     */
    public List<MissingCopy> missingOn(String providerId, String machineId, @Nullable ContentHash after, int limit) {
        return handle.createQuery(
                        """
                        select a.content_hash, a.file_size_bytes, a.copy_count,
                               coalesce((select m.machine_id from library_files m
                                         where m.content_hash = a.content_hash and m.state = 'present'
                                         order by case when m.machine_id = :machine then 0 else 1 end, m.machine_id
                                         limit 1), '') as machine
                        from asset_manifest a
                        where a.deleted_at is null and a.content_hash > :after
                          and not exists (select 1 from asset_copies c where c.content_hash = a.content_hash
                                          and c.provider = :provider and c.status = 'verified')
                          and %s and not %s
                        order by a.content_hash limit :limit
                        """.formatted(HAS_SOURCE, SyncOperationsDao.isOpenOfA(OperationType.UPLOAD, ":provider")))
                .bind("provider", providerId)
                .bind("machine", machineId)
                .bind("after", after == null ? "" : after.toString())
                .bind("limit", limit)
                .map((row, context) -> new MissingCopy(
                        ContentHash.parse(row.getString("content_hash")),
                        row.getLong("file_size_bytes"),
                        row.getInt("copy_count"),
                        row.getString("machine")))
                .list();
    }

    /**
     * Live assets of which neither a file nor a proved copy is known, in order of their hash: those that
     * {@link #missingOn} leaves out.
     *
     * @param after the last hash of the page before; null for the first page
     */
    public List<DueCopy> withoutSource(@Nullable ContentHash after, int limit) {
        return Rows.list(
                handle,
                """
                        select a.content_hash, a.file_size_bytes from asset_manifest a
                        where a.deleted_at is null and a.copy_count = 0 and a.content_hash > ? and not %s
                        order by a.content_hash limit ?
                        """.formatted(HAS_SOURCE),
                row -> new DueCopy(row.hash(), row.number()),
                after == null ? "" : after.toString(),
                limit);
    }

    /** What a fresh count of the counted copies' failure domains gives. */
    public int countCopies(ContentHash hash) {
        return handle.createQuery(FRESH_COUNT)
                .bind("hash", hash.toString())
                .mapTo(Integer.class)
                .one();
    }

    /**
     * Brings {@code copy_count} of these assets in line with their copies; part of every change of a copy.
     *
     * <p>In SQLite a row that stays as it is is not written, since the count costs less than a page. On a server it is:
     * another transaction that has not seen our change yet, and counts too, could not tell otherwise that its count is
     * no longer true. The first condition spares the count for an asset that has no copy and never had one, as all new
     * ones.
     */
    public void recount(Collection<ContentHash> hashes) {
        if (dialect == Dialect.POSTGRESQL) {
            // Else two that each add a copy count without the other's. In one order: none waits for one who waits.
            ManyKeys.query(handle, HOLD, sorted(hashes), Columns::text);
            ManyKeys.update(handle, RECOUNT, hashes);
        } else {
            ManyKeys.update(handle, RECOUNT + ONLY_CHANGED, hashes);
        }
    }

    private static List<ContentHash> sorted(Collection<ContentHash> hashes) {
        return hashes.stream()
                .sorted(Comparator.comparing(ContentHash::toString))
                .toList();
    }

    /**
     * Part of a {@code write}: of two transactions that touch an asset, the second sees what the first did. So they
     * may exclude one another by what they record.
     */
    public void touch(ContentHash hash) {
        if (dialect == Dialect.POSTGRESQL) {
            handle.createUpdate("update asset_manifest set copy_count = copy_count where content_hash = :hash")
                    .bind("hash", hash.toString())
                    .execute();
        }
    }

    /**
     * To be called before anything else in a {@code write} that ends with {@link #recountAll}: waits for those who are
     * just at an asset, and keeps others away until the end. Else whoever records copies one after the other lets each
     * attempt to count them all come too late.
     */
    public void holdAll() {
        if (dialect == Dialect.POSTGRESQL) {
            // Takes no view of the data yet, so that the view comes after the waiting.
            handle.execute("lock table asset_manifest in exclusive mode");
        }
    }

    /** Brings {@code copy_count} of every asset in line, after a change that concerns them all, in a {@code write}. */
    public void recountAll() {
        handle.createUpdate("update asset_manifest set copy_count = ("
                        + countedDomains("asset_manifest.content_hash", "") + ")")
                .execute();
    }

    /** Sets a tombstone; one that is set stays as it is. */
    public boolean bury(ContentHash hash, String reason, Instant now) {
        return handle.createUpdate("""
                                update asset_manifest set deleted_at = :now, tombstone_reason = :reason
                                where content_hash = :hash and deleted_at is null
                                """)
                        .bind("hash", hash.toString())
                        .bind("reason", reason)
                        .bind("now", now)
                        .execute()
                == 1;
    }

    /** Takes a tombstone away. */
    public boolean unbury(ContentHash hash) {
        return handle.createUpdate("""
                                update asset_manifest set deleted_at = null, tombstone_reason = null
                                where content_hash = :hash and deleted_at is not null
                                """).bind("hash", hash.toString()).execute() == 1;
    }

    /**
     * Contents that were overwritten before anyone made a copy of them: no name, move or combo points to them, no copy
     * was ever made, no file was freed. There is nothing of them to keep, and nobody could ever name them.
     */
    public List<ContentHash> neverKept() {
        return handle.createQuery("""
                        select a.content_hash from asset_manifest a
                        where a.copy_count = 0 and a.deleted_at is null
                          and not exists (select 1 from library_files f where f.content_hash = a.content_hash)
                          and not exists (select 1 from asset_copies c where c.content_hash = a.content_hash)
                          and not exists (select 1 from certificates k where k.content_hash = a.content_hash)
                          and not exists (select 1 from purges p where p.content_hash = a.content_hash)
                          and not exists (select 1 from moves m where m.content_hash = a.content_hash)
                          and not exists (select 1 from combos b where b.content_hash = a.content_hash)
                        """)
                .mapTo(String.class)
                .map(ContentHash::parse)
                .list();
    }

    /** Forgets such contents; their operations are forgotten already. */
    public void forget(List<ContentHash> neverKept) {
        for (ContentHash hash : neverKept) {
            handle.execute("delete from upload_sessions where content_hash = ?", hash.toString());
            handle.execute("delete from tombstone_ages where content_hash = ?", hash.toString());
            handle.execute("delete from asset_manifest where content_hash = ?", hash.toString());
        }
    }

    private static Asset read(ResultSet result, StatementContext context) throws SQLException {
        return asset(new Columns(result));
    }

    private static Asset asset(Columns row) throws SQLException {
        return new Asset(
                row.hash(),
                row.number(),
                row.text(),
                row.text(),
                new MediaInfo(row.numberOrNull(), row.integerOrNull(), row.integerOrNull()),
                row.text(),
                row.textOrNull(),
                row.time(),
                row.timeOrNull(),
                row.textOrNull(),
                row.integer());
    }
}
