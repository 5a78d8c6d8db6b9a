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
 * @param cachedProofAllowed whether a person let a cached read-back stand for one from the medium there
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
        Instant createdAt) {}
