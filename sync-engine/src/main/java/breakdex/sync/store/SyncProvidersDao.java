package breakdex.sync.store;

import breakdex.sync.asset.FailureDomain;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

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
                             provider_key, failure_domain, failure_domain_by_word, cached_proof_allowed,
                             machine_id, connected)
                        values (:id, :type, :name, :enabled, :config, :createdAt, :createdAt, :key, :domain, :byWord,
                                :cached, :machine, :connected)
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
                .bind("machine", row.machineId())
                .bind("connected", row.connected() ? 1 : 0)
                .execute();
    }

    /** Makes a place that only the manifest told of one of this device's own, under its id. */
    public void connect(ProviderRow row) {
        handle.createUpdate("""
                        update sync_providers set provider_type = :type, display_name = :name, enabled = 1,
                            config_json = :config, last_auth_at = :createdAt, failure_domain = :domain,
                            failure_domain_by_word = :byWord, cached_proof_allowed = :cached, machine_id = :machine,
                            connected = 1
                        where id = :id
                        """)
                .bind("id", row.id())
                .bind("type", row.type())
                .bind("name", row.name())
                .bind("config", row.configJson())
                .bind("createdAt", row.createdAt())
                .bind("domain", row.domain().name())
                .bind("byWord", row.domain().byWord() ? 1 : 0)
                .bind("cached", row.cachedProofAllowed() ? 1 : 0)
                .bind("machine", row.machineId())
                .execute();
    }

    /** All, the disabled and those of other devices too, in the order in which they were added. */
    public List<ProviderRow> all() {
        return Rows.list(handle, """
                select id, provider_type, display_name, enabled, config_json, provider_key, failure_domain,
                       failure_domain_by_word, cached_proof_allowed, trouble_fault, trouble, created_at,
                       machine_id, connected
                from sync_providers order by created_at, display_name
                """, SyncProvidersDao::read);
    }

    /** Those that this device works with. */
    public List<ProviderRow> enabled() {
        return all().stream().filter(row -> row.enabled() && row.connected()).toList();
    }

    public Optional<ProviderRow> byName(String name) {
        return all().stream().filter(row -> row.name().equals(name)).findFirst();
    }

    /** Notes what kept a provider out of a run; nulls where it took part. */
    public void note(String id, @Nullable String fault, @Nullable String trouble) {
        handle.createUpdate("update sync_providers set trouble_fault = :fault, trouble = :trouble where id = :id")
                .bind("id", id)
                .bind("fault", fault)
                .bind("trouble", trouble)
                .execute();
    }

    /**
     * The space of a place when it was last asked, in bytes.
     *
     * @param usedBytes by whomever; what is not free for us
     */
    public record Space(long quotaBytes, long usedBytes) {}

    /** @param space null where the place does not say */
    public void noteSpace(String id, @Nullable Space space) {
        handle.createUpdate("update sync_providers set quota_bytes = :quota, used_bytes = :used where id = :id")
                .bind("id", id)
                .bind("quota", space == null ? null : space.quotaBytes())
                .bind("used", space == null ? null : space.usedBytes())
                .execute();
    }

    /** By provider; those that did not say are not there. */
    public Map<String, Space> spaces() {
        return Rows.list(handle, """
                        select id, quota_bytes, used_bytes from sync_providers
                        where quota_bytes is not null and used_bytes is not null
                        """, row -> Map.entry(row.text(), new Space(row.number(), row.number()))).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Changes what a person or the machine may change; the type stays. */
    public void update(ProviderRow row) {
        handle.createUpdate("""
                        update sync_providers set enabled = :enabled, config_json = :config, provider_key = :key,
                            failure_domain = :domain, failure_domain_by_word = :byWord,
                            cached_proof_allowed = :cached
                        where id = :id
                        """)
                .bind("id", row.id())
                .bind("enabled", row.enabled() ? 1 : 0)
                .bind("config", row.configJson())
                .bind("key", row.providerKey())
                .bind("domain", row.domain().name())
                .bind("byWord", row.domain().byWord() ? 1 : 0)
                .bind("cached", row.cachedProofAllowed() ? 1 : 0)
                .execute();
    }

    private static ProviderRow read(Columns row) throws SQLException {
        return new ProviderRow(
                row.text(),
                row.text(),
                row.text(),
                row.flag(),
                row.text(),
                row.textOrNull(),
                new FailureDomain(row.textOrNull(), row.flag()),
                row.flag(),
                row.textOrNull(),
                row.textOrNull(),
                row.time(),
                row.textOrNull(),
                row.flag());
    }
}
