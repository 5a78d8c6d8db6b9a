package breakdex.sync.store;

import breakdex.sync.asset.FailureDomain;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The table {@code sync_providers}. Rows are never removed: copies and operations point to them. */
public final class SyncProvidersDao {
    private final Handle handle;

    SyncProvidersDao(Handle handle) {
        this.handle = handle;
    }

    public void add(ProviderRow row) {
        handle.createUpdate("""
                        insert into sync_providers
                            (id, provider_type, display_name, enabled, config_json, created_at, last_auth_at,
                             provider_key, failure_domain, failure_domain_by_word, cached_proof_allowed)
                        values (:id, :type, :name, :enabled, :config, :createdAt, :createdAt, :key, :domain, :byWord,
                                :cached)
                        """)
                .bind("id", row.id())
                .bind("type", row.type())
                .bind("name", row.name())
                .bind("enabled", row.enabled() ? 1 : 0)
                .bind("config", row.configJson())
                .bind("createdAt", row.createdAt())
                .bind("key", row.providerKey())
                .bind("domain", row.domain().name())
                .bind("byWord", row.domain().byWord() ? 1 : 0)
                .bind("cached", row.cachedProofAllowed() ? 1 : 0)
                .execute();
    }

    /** All, the disabled ones too, in the order in which they were added. */
    public List<ProviderRow> all() {
        return handle.createQuery("select * from sync_providers order by created_at, display_name")
                .map(SyncProvidersDao::read)
                .list();
    }

    public List<ProviderRow> enabled() {
        return all().stream().filter(ProviderRow::enabled).toList();
    }

    public Optional<ProviderRow> byName(String name) {
        return all().stream().filter(row -> row.name().equals(name)).findFirst();
    }

    /** Changes what a person or the machine may change; the key and the type stay. */
    public void update(ProviderRow row) {
        handle.createUpdate("""
                        update sync_providers set enabled = :enabled, config_json = :config,
                            failure_domain = :domain, failure_domain_by_word = :byWord,
                            cached_proof_allowed = :cached
                        where id = :id
                        """)
                .bind("id", row.id())
                .bind("enabled", row.enabled() ? 1 : 0)
                .bind("config", row.configJson())
                .bind("domain", row.domain().name())
                .bind("byWord", row.domain().byWord() ? 1 : 0)
                .bind("cached", row.cachedProofAllowed() ? 1 : 0)
                .execute();
    }

    private static ProviderRow read(ResultSet row, StatementContext context) throws SQLException {
        return new ProviderRow(
                row.getString("id"),
                row.getString("provider_type"),
                row.getString("display_name"),
                row.getInt("enabled") == 1,
                row.getString("config_json"),
                row.getString("provider_key"),
                new FailureDomain(row.getString("failure_domain"), row.getInt("failure_domain_by_word") == 1),
                row.getInt("cached_proof_allowed") == 1,
                Times.of(row, "created_at"));
    }
}
