package breakdex.sync.sim;

import breakdex.sync.provider.CloudProvider;
import breakdex.sync.provider.CloudProviderFactory;
import breakdex.sync.provider.FaultInjectingProvider;
import breakdex.sync.provider.ForwardingProvider;
import breakdex.sync.provider.MetadataFile;
import breakdex.sync.provider.ProviderCapabilities;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.provider.ProviderIdentity;
import breakdex.sync.provider.ProviderSettings;
import breakdex.sync.provider.RemoteObject;
import breakdex.sync.provider.Upload;
import breakdex.sync.provider.UploadOutcome;
import breakdex.sync.provider.UploadRequest;
import breakdex.sync.provider.memory.InMemoryProvider;
import breakdex.sync.provider.memory.MemoryPlace;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Makes providers on the places of a simulated world, as they stand there now. */
record SimPlaces(SimDevice device, SimWorld world, Hazards hazards, Watch watch) implements CloudProviderFactory {
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
        String name = Objects.requireNonNull(settings.config().get("place"));
        MemoryPlace place = world.place(name);
        InMemoryProvider provider = new InMemoryProvider(settings.name(), settings.deviceId(), place, CHUNK);
        String expected = settings.expectedKey();
        return new FaultInjectingProvider(
                new Worldly(expected == null ? provider : provider.expecting(expected), name, place),
                hazards.at(place));
    }

    /** A cloud as clouds are: what was written shows late, and what was asked once arrives twice. */
    private final class Worldly extends ForwardingProvider {
        private final String placeName;
        private final MemoryPlace place;

        Worldly(CloudProvider in, String placeName, MemoryPlace place) {
            super(in);
            this.placeName = placeName;
            this.place = place;
        }

        /** Threads of one feed wait for one another in the dark, so there is one of each. */
        @Override
        public ProviderCapabilities capabilities() {
            ProviderCapabilities it = in.capabilities();
            return new ProviderCapabilities(
                    it.bestEvidence(), it.chunkBytes(), it.resumeBytes(), it.maxObjectBytes(), 1, 1);
        }

        @Override
        public Upload begin(UploadRequest request) throws ProviderException, InterruptedException {
            watch.uploadBegins(device, place, request.name().hash(), hazards.isSyncing());
            return in.begin(request);
        }

        @Override
        public RemoteObject commit(Upload upload) throws ProviderException, InterruptedException {
            RemoteObject stored = in.commit(upload);
            world.wrote(place, stored.path());
            return stored;
        }

        @Override
        public List<UploadOutcome> commitAll(List<Upload> uploads) throws InterruptedException {
            List<UploadOutcome> outcomes = in.commitAll(uploads);
            for (UploadOutcome outcome : outcomes) {
                if (outcome instanceof UploadOutcome.Stored stored) {
                    world.wrote(place, stored.object().path());
                }
            }
            return outcomes;
        }

        @Override
        public void list(Consumer<RemoteObject> each) throws ProviderException, InterruptedException {
            in.list(object -> {
                if (world.isListed(placeName, place, object.path())) {
                    each.accept(object);
                }
            });
        }

        @Override
        public void listMetadata(Consumer<MetadataFile> each) throws ProviderException, InterruptedException {
            in.listMetadata(file -> {
                if (world.isListed(placeName, place, file.path())) {
                    each.accept(file);
                }
            });
        }

        @Override
        public void writeMetadata(String path, byte[] content) throws ProviderException, InterruptedException {
            in.writeMetadata(path, content);
            world.wrote(place, path);
            if (hazards.repeats()) {
                in.writeMetadata(path, content);
            }
        }

        @Override
        public void deleteMetadata(String path) throws ProviderException, InterruptedException {
            in.deleteMetadata(path);
            if (hazards.repeats()) {
                in.deleteMetadata(path);
            }
        }

        @Override
        public void delete(RemoteObject object) throws ProviderException, InterruptedException {
            in.delete(object);
            if (hazards.repeats()) {
                in.delete(object);
            }
        }
    }
}
