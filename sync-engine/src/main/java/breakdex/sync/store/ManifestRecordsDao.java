package breakdex.sync.store;

import breakdex.sync.asset.ContentHash;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The tables {@code manifest_records} and {@code manifest_changes}: what the manifest tells, and what it is yet to. */
public final class ManifestRecordsDao {
    private static final String COLUMNS = "r.kind, r.id, r.clock, r.device_id, r.deleted, r.body_json, r.older_json";
    private static final int IDS_AT_ONCE = 500;

    /** In {@code manifest_changes}: the record itself was changed here, its keys are kind and id. */
    private static final String EDITED = "manifest_records";

    private final Handle handle;

    ManifestRecordsDao(Handle handle) {
        this.handle = handle;
    }

    /** Whether rows of a table have changed that the manifest does not tell of yet. */
    public boolean changed(ManifestTable table) {
        return marked(table.table());
    }

    private boolean marked(String table) {
        return Rows.first(
                        handle, "select 1 from manifest_changes where entity_table = ? limit 1", Columns::number, table)
                .isPresent();
    }

    /**
     * Takes the marks of changed rows away, and returns what is there to tell. A row that is not there any more, or is
     * nothing to tell of, has none.
     *
     * @param limit marks at most
     * @return empty where no mark is left for this table
     */
    public Optional<List<LocalEntity>> takeChanges(ManifestTable table, int limit) {
        List<LocalEntity> changed = Rows.list(
                handle,
                """
                select %s, %s, %s, %s, %s
                from (select first_key, second_key, third_key from manifest_changes where entity_table = ?
                      order by first_key, second_key, third_key limit ?) c
                left join %s t on %s
                left join manifest_records r on r.kind = '%s' and r.id = %s
                order by c.first_key, c.second_key, c.third_key
                """.formatted(
                                table.id(),
                                table.deleted(),
                                table.changedAt(),
                                ManifestColumns.of(table).stream()
                                        .map(field -> "t." + field.column())
                                        .collect(Collectors.joining(", ")),
                                COLUMNS,
                                table.table(),
                                table.joined(),
                                table.kind(),
                                table.id()),
                row -> entity(table, row),
                table.table(),
                limit);
        int taken = Rows.change(handle, """
                delete from manifest_changes where entity_table = ? and (first_key, second_key, third_key) in (
                    select first_key, second_key, third_key from manifest_changes where entity_table = ?
                    order by first_key, second_key, third_key limit ?)
                """, table.table(), table.table(), limit);
        return taken == 0
                ? Optional.empty()
                : Optional.of(changed.stream()
                        .filter(entity -> !entity.id().isEmpty())
                        .toList());
    }

    private static LocalEntity entity(ManifestTable table, Columns row) throws SQLException {
        String id = Optional.ofNullable(row.textOrNull()).orElse("");
        boolean deleted = row.flag();
        var changedAt = row.timeOrNull();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (ManifestColumns.Field field : ManifestColumns.of(table)) {
            fields.put(
                    field.name(),
                    switch (field.type()) {
                        case TEXT -> row.textOrNull();
                        case NUMBER -> row.numberOrNull();
                        case FLAG -> row.flag();
                        case TIME -> row.timeOrNull();
                    });
        }
        return new LocalEntity(table, id, deleted, changedAt, fields, record(row));
    }

    private static Optional<ManifestRow> record(Columns row) throws SQLException {
        String kind = row.textOrNull();
        return kind == null ? Optional.empty() : Optional.of(read(kind, row));
    }

    private static ManifestRow read(String kind, Columns row) throws SQLException {
        return new ManifestRow(kind, row.text(), row.number(), row.text(), row.flag(), row.text(), row.text());
    }

    /** Marks records as changed here, and told to nobody yet. */
    public void edited(Collection<ManifestRow> records) {
        Batch.run(
                handle,
                "insert into manifest_changes (entity_table, first_key, second_key) values ('" + EDITED
                        + "', ?, ?) on conflict (entity_table, first_key, second_key, third_key) do nothing",
                records,
                (row, record) -> row.text(record.kind()).text(record.id()));
    }

    /** Whether such records are left. */
    public boolean anyEdited() {
        return marked(EDITED);
    }

    /** Takes their marks away, and returns them as they are now; none where no mark is left. */
    public List<ManifestRow> takeEdited(int limit) {
        List<ManifestRow> edited =
                Rows.list(handle, "select " + COLUMNS + """
                         from manifest_changes c
                        join manifest_records r on r.kind = c.first_key and r.id = c.second_key
                        where c.entity_table = ? order by c.first_key, c.second_key limit ?
                        """, row -> read(row.text(), row), EDITED, limit);
        Batch.run(
                handle,
                "delete from manifest_changes where entity_table = '" + EDITED
                        + "' and first_key = ? and second_key = ? and third_key = ''",
                edited,
                (row, record) -> row.text(record.kind()).text(record.id()));
        return edited;
    }

    /** Whether the manifest tells of an asset as it is now, and of all its names. */
    public boolean tellsOf(ContentHash hash) {
        return Rows.first(handle, """
                        select 1 from manifest_changes c
                        where (c.entity_table = 'asset_manifest' and c.first_key = ?)
                           or (c.entity_table = 'library_files'
                               and exists (select 1 from library_files f where f.library_id = c.first_key
                                           and f.machine_id = c.second_key and f.path = c.third_key
                                           and f.content_hash = ?))
                        limit 1
                        """, Columns::number, hash.toString(), hash.toString())
                        .isEmpty()
                && !find(ManifestTable.ASSET.kind(), List.of(hash.toString())).isEmpty();
    }

    /** Whether it tells of a copy on the provider with this key. */
    public boolean tellsOfCopy(ContentHash hash, String providerKey) {
        String id = hash + "@" + providerKey;
        ManifestRow copy = find(ManifestTable.COPY.kind(), List.of(id)).get(id);
        return copy != null && !copy.deleted();
    }

    /** The records that follow one in the order of kind and id. */
    public List<ManifestRow> after(String kind, String id, int limit) {
        return Rows.list(
                handle,
                "select " + COLUMNS + " from manifest_records r where (r.kind, r.id) > (?, ?)"
                        + " order by r.kind, r.id limit ?",
                row -> read(row.text(), row),
                kind,
                id,
                limit);
    }

    /** The records of one kind with these ids, by id. */
    public Map<String, ManifestRow> find(String kind, Collection<String> ids) {
        Map<String, ManifestRow> found = new LinkedHashMap<>();
        List<String> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += IDS_AT_ONCE) {
            List<@Nullable Object> page = new ArrayList<>(List.of(kind));
            page.addAll(all.subList(from, Math.min(all.size(), from + IDS_AT_ONCE)));
            String marks = String.join(", ", Collections.nCopies(page.size() - 1, "?"));
            Rows.each(
                    handle,
                    "select " + COLUMNS + " from manifest_records r where r.kind = ? and r.id in (" + marks + ")",
                    row -> read(row.text(), row),
                    record -> found.put(record.id(), record),
                    page.toArray());
        }
        return found;
    }

    /** Adds records, or changes all of them. */
    public void put(Collection<ManifestRow> records) {
        Batch.run(
                handle,
                """
                insert into manifest_records (kind, id, clock, device_id, deleted, body_json, older_json)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (kind, id) do update set clock = excluded.clock, device_id = excluded.device_id,
                    deleted = excluded.deleted, body_json = excluded.body_json, older_json = excluded.older_json
                """,
                records,
                (row, record) -> row.text(record.kind())
                        .text(record.id())
                        .number(record.clock())
                        .text(record.deviceId())
                        .flag(record.deleted())
                        .text(record.bodyJson())
                        .text(record.olderJson()));
    }

    /** Hands on every record, by kind and id, keeping none. */
    public void each(Consumer<ManifestRow> each) {
        Rows.each(
                handle,
                "select " + COLUMNS + " from manifest_records r order by r.kind, r.id",
                row -> read(row.text(), row),
                each);
    }

    /** Records that point to what is not known yet. */
    public List<ManifestRow> pending() {
        return Rows.list(
                handle,
                "select " + COLUMNS
                        + " from manifest_pending p join manifest_records r on r.kind = p.kind and r.id = p.id",
                row -> read(row.text(), row));
    }

    public void pending(Collection<ManifestRow> records) {
        Batch.run(
                handle,
                "insert into manifest_pending (kind, id) values (?, ?) on conflict (kind, id) do nothing",
                records,
                (row, record) -> row.text(record.kind()).text(record.id()));
    }

    public void clearPending() {
        Rows.change(handle, "delete from manifest_pending");
    }
}
