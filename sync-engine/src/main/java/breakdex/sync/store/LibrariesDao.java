package breakdex.sync.store;

import breakdex.sync.asset.FailureDomain;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

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
                             failure_domain_by_word, added_at)
                        values (:id, :name, :place, :fileStore, :fileKey, :marked, :rules, :domain, :byWord, :addedAt)
                        on conflict (id) do update set
                            name = excluded.name, place = excluded.place, file_store = excluded.file_store,
                            file_key = excluded.file_key, marked = excluded.marked, rules_json = excluded.rules_json,
                            failure_domain = excluded.failure_domain,
                            failure_domain_by_word = excluded.failure_domain_by_word
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
                .execute();
    }

    /** In the order in which they were added. */
    public List<LibraryRow> all() {
        return handle.createQuery("select * from libraries order by added_at, name")
                .map(LibrariesDao::read)
                .list();
    }

    private static LibraryRow read(ResultSet row, StatementContext context) throws SQLException {
        return new LibraryRow(
                row.getString("id"),
                row.getString("name"),
                row.getString("place"),
                row.getString("file_store"),
                row.getString("file_key"),
                row.getInt("marked") == 1,
                row.getString("rules_json"),
                new FailureDomain(row.getString("failure_domain"), row.getInt("failure_domain_by_word") == 1),
                Times.of(row, "added_at"));
    }
}
