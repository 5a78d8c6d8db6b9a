package breakdex.sync;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place to be connected.
 *
 * @param name what it is to be called: {@code [A-Za-z0-9][A-Za-z0-9._-]{0,31}}
 * @param type of the provider, such as {@code folder}
 * @param config the adapter's own settings, such as {@code path}
 * @param domain the failure domain as a person says it; null to ask the machine
 * @param allowCachedProof whether a cached read-back may stand for one from the medium there
 */
public record ProviderRequest(
        String name,
        String type,
        Map<String, String> config,
        @Nullable String domain,
        boolean allowCachedProof) {
    public ProviderRequest {
        config = Map.copyOf(config);
    }
}
