package breakdex.sync.provider;

import java.time.Clock;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * All that an adapter is given.
 *
 * @param name what people call the provider
 * @param deviceId of this database; marks our own leftovers
 * @param config the provider's own settings, such as {@code path}
 * @param expectedKey the {@link ProviderIdentity#key()} that was seen when it was connected; null before that
 * @param clock the time
 * @param random for names that must not be guessed or repeated
 */
public record ProviderSettings(
        String name,
        String deviceId,
        Map<String, String> config,
        @Nullable String expectedKey,
        Clock clock,
        RandomGenerator random) {
    public ProviderSettings {
        config = Map.copyOf(config);
    }

    public ProviderSettings withExpectedKey(String key) {
        return new ProviderSettings(name, deviceId, config, key, clock, random);
    }
}
