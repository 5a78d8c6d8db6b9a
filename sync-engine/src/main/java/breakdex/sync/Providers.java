package breakdex.sync;

import breakdex.sync.provider.CloudProvider;
import breakdex.sync.provider.CloudProviderFactory;
import breakdex.sync.provider.ProviderSettings;
import breakdex.sync.store.ProviderRow;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Makes providers from their rows, with whatever factories are on the class path. */
final class Providers {
    private static final TypeReference<Map<String, String>> CONFIG = new TypeReference<>() {};

    private final Map<String, CloudProviderFactory> factories;
    private final Clock clock;
    private final RandomGenerator random;

    Providers(Stream<CloudProviderFactory> factories, Clock clock, RandomGenerator random) {
        this.factories = factories.collect(Collectors.toMap(CloudProviderFactory::type, factory -> factory));
        this.clock = clock;
        this.random = random;
    }

    /** @throws SyncException {@code USAGE} if no module that was put on the class path knows the type */
    CloudProviderFactory factory(String type) {
        return Optional.ofNullable(factories.get(type))
                .orElseThrow(() -> new SyncException(
                        SyncException.Kind.USAGE,
                        "There is no provider of the type " + type + " here; known are "
                                + String.join(", ", factories.keySet()) + "."));
    }

    CloudProvider open(ProviderRow row, String deviceId) {
        return factory(row.type()).open(settings(row, deviceId));
    }

    ProviderSettings settings(ProviderRow row, String deviceId) {
        return new ProviderSettings(row.name(), deviceId, config(row.configJson()), row.providerKey(), clock, random);
    }

    static Map<String, String> config(String json) {
        return JsonMapper.shared().readValue(json, CONFIG);
    }

    static String json(Map<String, String> config) {
        return JsonMapper.shared().writeValueAsString(new TreeMap<>(config));
    }
}
