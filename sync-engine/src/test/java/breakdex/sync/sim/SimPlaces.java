package breakdex.sync.sim;

import breakdex.sync.provider.CloudProvider;
import breakdex.sync.provider.CloudProviderFactory;
import breakdex.sync.provider.FaultInjectingProvider;
import breakdex.sync.provider.ForwardingProvider;
import breakdex.sync.provider.ProviderCapabilities;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.provider.ProviderIdentity;
import breakdex.sync.provider.ProviderSettings;
import breakdex.sync.provider.memory.InMemoryProvider;
import breakdex.sync.provider.memory.MemoryPlace;
import java.util.Objects;

/** Makes providers on the places of a simulated world, as they stand there now. */
record SimPlaces(SimWorld world, Hazards hazards) implements CloudProviderFactory {
    /** So small that most contents take several chunks. */
    private static final int CHUNK = 1024;

    @Override
    public String type() {
        return "memory";
    }

    @Override
    public ProviderIdentity connect(ProviderSettings settings) throws ProviderException, InterruptedException {
        try (CloudProvider provider = open(new ProviderSettings(
                settings.name(), settings.deviceId(), settings.config(), null, settings.clock(), settings.random()))) {
            return provider.identify();
        }
    }

    @Override
    public CloudProvider open(ProviderSettings settings) {
        MemoryPlace place = world.place(Objects.requireNonNull(settings.config().get("place")));
        InMemoryProvider provider = new InMemoryProvider(settings.name(), settings.deviceId(), place, CHUNK);
        String expected = settings.expectedKey();
        return new FaultInjectingProvider(
                new Narrow(expected == null ? provider : provider.expecting(expected)), hazards.at(place));
    }

    /** On one thread more than one at once is never seen, and each further one asks the queue for nothing. */
    private static final class Narrow extends ForwardingProvider {
        Narrow(CloudProvider in) {
            super(in);
        }

        @Override
        public ProviderCapabilities capabilities() {
            ProviderCapabilities it = in.capabilities();
            return new ProviderCapabilities(
                    it.bestEvidence(), it.chunkBytes(), it.resumeBytes(), it.maxObjectBytes(), 1, 1);
        }
    }
}
