package breakdex.sync.store;

import breakdex.sync.asset.FailureDomain;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code sync_providers}.
 *
 * @param name what people call it, unique
 * @param configJson the adapter's own settings, a flat object of strings
 * @param providerKey account and place, equal on every device; null until it was connected
 * @param troubleFault the fault that kept it out of the last run, null where none did
 * @param trouble the same as a sentence
 * @param cachedProofAllowed whether a person let a cached read-back stand for one from the medium there
 * @param machineId the one machine on which it is sure to be found, as a folder is; null for any
 * @param connected whether a person connected it to this device; false for a place of another device, which only the
 *     manifest tells of
 */
public record ProviderRow(
        String id,
        String type,
        String name,
        boolean enabled,
        String configJson,
        @Nullable String providerKey,
        FailureDomain domain,
        boolean cachedProofAllowed,
        @Nullable String troubleFault,
        @Nullable String trouble,
        Instant createdAt,
        @Nullable String machineId,
        boolean connected) {
    /** Whether it is sure to be found on another machine only. */
    public boolean isElsewhere(String machine) {
        return machineId != null && !machineId.equals(machine);
    }

    /** The same place, under the id by which this database knows it. */
    public ProviderRow withId(String other) {
        return new ProviderRow(
                other,
                type,
                name,
                enabled,
                configJson,
                providerKey,
                domain,
                cachedProofAllowed,
                troubleFault,
                trouble,
                createdAt,
                machineId,
                connected);
    }

    public ProviderRow withEnabled(boolean now) {
        return new ProviderRow(
                id,
                type,
                name,
                now,
                configJson,
                providerKey,
                domain,
                cachedProofAllowed,
                troubleFault,
                trouble,
                createdAt,
                machineId,
                connected);
    }

    public ProviderRow withDomain(FailureDomain other) {
        return new ProviderRow(
                id,
                type,
                name,
                enabled,
                configJson,
                providerKey,
                other,
                cachedProofAllowed,
                troubleFault,
                trouble,
                createdAt,
                machineId,
                connected);
    }

    /** @param key null to be told anew which place it is */
    public ProviderRow withKey(@Nullable String key) {
        return new ProviderRow(
                id,
                type,
                name,
                enabled,
                configJson,
                key,
                domain,
                cachedProofAllowed,
                troubleFault,
                trouble,
                createdAt,
                machineId,
                connected);
    }

    public ProviderRow withCachedProofAllowed(boolean allowed) {
        return new ProviderRow(
                id,
                type,
                name,
                enabled,
                configJson,
                providerKey,
                domain,
                allowed,
                troubleFault,
                trouble,
                createdAt,
                machineId,
                connected);
    }
}
