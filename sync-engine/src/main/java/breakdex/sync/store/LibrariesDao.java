package breakdex.sync.store;

import breakdex.sync.asset.FailureDomain;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The table {@code libraries}. */
public final class LibrariesDao {
    private final Handle handle;

    LibrariesDao(Handle handle) {
        this.handle = handle;
    }

    /** Adds a library, or changes all of it but when it was added. */
    public void put(LibraryRow row) {
        handle.createUpdate("""
                        insert into libraries
                            (id, name, place, file_store, file_key, marked, rules_json, failure_domain,
                             failure_domain_by_word, added_at, machine_id)
                        values (:id, :name, :place, :fileStore, :fileKey, :marked, :rules, :domain, :byWord, :addedAt,
                                :machine)
                        on conflict (id) do update set
                            name = excluded.name, place = excluded.place, file_store = excluded.file_store,
                            file_key = excluded.file_key, marked = excluded.marked, rules_json = excluded.rules_json,
                            failure_domain = excluded.failure_domain,
                            failure_domain_by_word = excluded.failure_domain_by_word, machine_id = excluded.machine_id
                        """)
                .bind("id", row.id())
                .bind("name", row.name())
                .bind("place", row.place())
                .bind("fileStore", row.fileStore())
                .bind("fileKey", row.fileKey())
                .bind("marked", row.marked() ? 1 : 0)
                .bind("rules", row.rulesJson())
                .bind("domain", row.domain().name())
                .bind("byWord", row.domain().byWord() ? 1 : 0)
                .bind("addedAt", row.addedAt())
                .bind("machine", row.machineId())
                .execute();
    }

    /** In the order in which they were added. */
    public List<LibraryRow> all() {
        return Rows.list(handle, """
                select id, name, place, file_store, file_key, marked, rules_json, failure_domain,
                       failure_domain_by_word, added_at, machine_id
                from libraries order by added_at, name
                """, LibrariesDao::read);
    }

    /** Those whose folder lies on this machine, as far as that is known. */
    public List<LibraryRow> on(String machineId) {
        return all().stream()
                .filter(library -> library.place() != null && library.isOn(machineId))
                .toList();
    }

    public Set<String> ids() {
        return all().stream().map(LibraryRow::id).collect(Collectors.toCollection(TreeSet::new));
    }

    private static LibraryRow read(Columns row) throws SQLException {
        return new LibraryRow(
                row.text(),
                row.text(),
                row.textOrNull(),
                row.textOrNull(),
                row.textOrNull(),
                row.flag(),
                row.text(),
                new FailureDomain(row.textOrNull(), row.flag()),
                row.time(),
                row.textOrNull());
    }
}
