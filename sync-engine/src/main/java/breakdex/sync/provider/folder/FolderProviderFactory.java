package breakdex.sync.provider.folder;

import breakdex.sync.provider.CloudProvider;
import breakdex.sync.provider.CloudProviderFactory;
import breakdex.sync.provider.DiskTopology;
import breakdex.sync.provider.Fault;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.provider.ProviderIdentity;
import breakdex.sync.provider.ProviderSettings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Makes places of type {@value #TYPE}; its one setting is {@value #PATH}, the absolute path of the folder. */
public final class FolderProviderFactory implements CloudProviderFactory {
    public static final String TYPE = "folder";
    public static final String PATH = "path";

    private final FolderProvider.Parts parts;

    public FolderProviderFactory() {
        this(new FolderProvider.Parts(new PlaceFiles(), new DiskTopology(), FolderProvider.CHECKPOINT));
    }

    FolderProviderFactory(FolderProvider.Parts parts) {
        this.parts = parts;
    }

    @Override
    public boolean isOfOneMachine() {
        return true;
    }

    @Override
    public String type() {
        return TYPE;
    }

    /**
     * {@inheritDoc}
     *
     * <p>With an expected key, the place was connected before, and nothing is created any more.
     */
    @Override
    public ProviderIdentity connect(ProviderSettings settings) throws ProviderException, InterruptedException {
        Path path = path(settings)
                .orElseThrow(() -> new ProviderException(
                        settings.name(),
                        "connect",
                        "its setting 'path' must be the absolute path of a folder, and is '"
                                + settings.config().getOrDefault(PATH, "") + "'",
                        Fault.UNREACHABLE,
                        null));
        if (settings.expectedKey() == null) {
            new PlaceFounder(settings, new FolderLayout(path), parts.files()).found();
        }
        try (FolderProvider provider = new FolderProvider(settings, new FolderLayout(path), parts)) {
            return provider.identify();
        }
    }

    /** @throws IllegalArgumentException if the settings hold no absolute path, which {@link #connect} would refuse */
    @Override
    public CloudProvider open(ProviderSettings settings) {
        Path path = path(settings)
                .orElseThrow(() -> new IllegalArgumentException(settings.name() + ": no absolute 'path' in settings"));
        return new FolderProvider(settings, new FolderLayout(path), parts);
    }

    private static Optional<Path> path(ProviderSettings settings) {
        try {
            return Optional.ofNullable(settings.config().get(PATH))
                    .map(Path::of)
                    .filter(Path::isAbsolute)
                    .map(Path::normalize);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
