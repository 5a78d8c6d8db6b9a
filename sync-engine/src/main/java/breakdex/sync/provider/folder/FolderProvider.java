package breakdex.sync.provider.folder;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.EvidenceGrade;
import breakdex.sync.asset.RemoteName;
import breakdex.sync.provider.CloudProvider;
import breakdex.sync.provider.DiskTopology;
import breakdex.sync.provider.Download;
import breakdex.sync.provider.FailureDomains;
import breakdex.sync.provider.Fault;
import breakdex.sync.provider.FileSystemKind;
import breakdex.sync.provider.LibraryManifest;
import breakdex.sync.provider.MediumReader;
import breakdex.sync.provider.MetadataFile;
import breakdex.sync.provider.PastCacheWriter;
import breakdex.sync.provider.Presence;
import breakdex.sync.provider.ProviderCapabilities;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.provider.ProviderIdentity;
import breakdex.sync.provider.ProviderSettings;
import breakdex.sync.provider.Quota;
import breakdex.sync.provider.ReadFrom;
import breakdex.sync.provider.RemoteObject;
import breakdex.sync.provider.ResumePoint;
import breakdex.sync.provider.Upload;
import breakdex.sync.provider.UploadOutcome;
import breakdex.sync.provider.UploadRequest;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder on a disk, a NAS or a mounted share. */
final class FolderProvider implements CloudProvider {
    /** Large enough that forcing costs nothing, small enough that sending it again costs little. */
    static final long CHECKPOINT = 64L * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(FolderProvider.class);
    private static final int CHUNK = 1024 * 1024;
    private static final int AT_ONCE = 4;
    private static final Pattern DEVICE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final ProviderSettings settings;
    private final FolderLayout layout;
    private final Parts parts;
    private final PlaceFiles files;
    private final MediumReader reader;
    private final PlaceGuard guard;
    private final FolderFaults faults;
    private final FolderListing listing;
    private final FolderRemover remover;
    private final GuardedCalls calls;
    private final FolderMetadata metadata;
    private final FolderManifest manifest;
    private final FolderSpace space;
    private final @Nullable Path removedOnClose;
    private volatile @Nullable FileSystemSync together;
    private boolean togetherAsked;

    /**
     * What all folders share.
     *
     * @param checkpoint see {@link FolderUpload}; in bytes, at least 1
     */
    record Parts(PlaceFiles files, DiskTopology topology, long checkpoint) {}

    FolderProvider(ProviderSettings settings, FolderLayout layout, Parts parts) {
        this(settings, layout, parts, null);
    }

    /** @param removedOnClose the folder of a scratch place; null for a place that stays */
    private FolderProvider(ProviderSettings settings, FolderLayout layout, Parts parts, @Nullable Path removedOnClose) {
        if (!DEVICE_ID.matcher(settings.deviceId()).matches()) {
            throw new IllegalArgumentException("not a device id that can stand in a file name: " + settings.deviceId());
        }
        this.settings = settings;
        this.layout = layout;
        this.parts = parts;
        this.files = parts.files();
        this.reader = new MediumReader(files, AT_ONCE);
        this.guard = new PlaceGuard(settings.name(), layout, reader, files, settings.expectedKey());
        this.faults = new FolderFaults(settings.name(), layout, guard, files);
        this.removedOnClose = removedOnClose;
        this.listing = new FolderListing(layout, files);
        this.remover = new FolderRemover(layout, files, faults);
        this.calls = new GuardedCalls(guard, faults);
        SmallFiles small = new SmallFiles(settings, layout, files, faults);
        this.metadata = new FolderMetadata(layout, files, faults, remover, calls, small);
        this.manifest = new FolderManifest(layout, files, faults, calls, small);
        this.space = new FolderSpace(layout, files, faults);
    }

    @Override
    public String name() {
        return settings.name();
    }

    /** The limit of the file system is known only where it can be asked; {@link #begin} asks it again. */
    @Override
    public ProviderCapabilities capabilities() {
        long max = Long.MAX_VALUE;
        try {
            max = files.kind(layout.root()).maxFileBytes();
        } catch (IOException e) {
            // Not there now: identify() says so in its own words.
        }
        return new ProviderCapabilities(
                EvidenceGrade.READ_BACK_DIRECT, CHUNK, Math.max(CHUNK, parts.checkpoint()), max, AT_ONCE, AT_ONCE);
    }

    @Override
    public ProviderIdentity identify() throws ProviderException {
        PlaceMarker marker = guard.look("identify");
        return new ProviderIdentity(
                marker.key(),
                FailureDomains.ofDevices(parts.topology().devicesUnder(layout.path())),
                layout.path().toString());
    }

    /**
     * {@inheritDoc}
     *
     * <p>Reads the whole folder, since the extension is not known: whoever asks for many reads the listing once.
     */
    @Override
    public Presence find(ContentHash hash) throws ProviderException, InterruptedException {
        String call = "find " + hash;
        return calls.ask(call, () -> listing.find(hash));
    }

    @Override
    public Presence findNamed(RemoteName name) throws ProviderException, InterruptedException {
        return calls.ask("find " + name, () -> listing.find(name));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Names only: with a question for each size, 100,000 objects take four times as long.
     */
    @Override
    public void list(Consumer<RemoteObject> each) throws ProviderException, InterruptedException {
        calls.run("list", () -> listing.each(each));
    }

    @Override
    public Upload begin(UploadRequest request) throws ProviderException, InterruptedException {
        return upload("begin " + request.name(), request, false);
    }

    @Override
    public Upload resume(UploadRequest request, ResumePoint point) throws ProviderException, InterruptedException {
        boolean ours = point.token().equals(FolderLayout.partName(settings.deviceId(), request.name()));
        return upload("resume " + request.name(), request, ours);
    }

    private Upload upload(String call, UploadRequest request, boolean goOn)
            throws ProviderException, InterruptedException {
        guard.check(call);
        try {
            FileSystemKind kind = files.kind(layout.root());
            space.requireAllowed(call, request, kind);
            Path part = layout.tmp().resolve(FolderLayout.partName(settings.deviceId(), request.name()));
            if (request.sizeBytes() < PastCacheWriter.FROM_BYTES) {
                readyTogether();
                return opened(request, part, goOn, new FolderUpload.Tools(files, faults, parts.checkpoint(), 0));
            }
            int step = kind.readsFromMedium() ? files.blockSize(part) : 0;
            FolderUpload.Tools tools = new FolderUpload.Tools(files, faults, parts.checkpoint(), step);
            return space.require(call, opened(request, part, goOn, tools));
        } catch (IOException e) {
            throw faults.writing(call, e);
        }
    }

    /** The folder of parts is nearly always there: it is made only where it turns out to be missing. */
    private FolderUpload opened(UploadRequest request, Path part, boolean goOn, FolderUpload.Tools tools)
            throws IOException {
        try {
            return FolderUpload.of(request, part, goOn, tools);
        } catch (NoSuchFileException e) {
            files.ensureFolder(layout.tmp());
            return FolderUpload.of(request, part, goOn, tools);
        }
    }

    /** Before small content is written: what forces many files at once answers only for what is written later. */
    private synchronized void readyTogether() throws IOException {
        if (!togetherAsked) {
            togetherAsked = true;
            together = files.fileSystemSync(layout.root());
        }
    }

    @Override
    public void abandon(ResumePoint point) throws ProviderException, InterruptedException {
        calls.ask(
                "abandon an upload",
                () -> isOurPart(point.token()) && files.delete(layout.tmp().resolve(point.token())));
    }

    private boolean isOurPart(String fileName) {
        return FolderLayout.partsOf(settings.deviceId()).matcher(fileName).matches();
    }

    @Override
    public int removeLeftovers(Set<ResumePoint> wanted) throws ProviderException, InterruptedException {
        return calls.ask("remove leftovers", () -> {
            if (files.attributesIfThere(layout.tmp()) == null) {
                return 0;
            }
            new ScratchPlaces(layout, files, settings).removeForgotten();
            List<String> left = new ArrayList<>();
            files.forEachEntry(layout.tmp(), name -> {
                if (isOurPart(name) && !wanted.contains(new ResumePoint(name))) {
                    left.add(name);
                }
            });
            int removed = 0;
            for (String name : left) {
                removed += files.delete(layout.tmp().resolve(name)) ? 1 : 0;
            }
            return removed;
        });
    }

    @Override
    public RemoteObject commit(Upload upload) throws ProviderException, InterruptedException {
        UploadOutcome outcome = commitAll(List.of(upload)).get(0);
        if (outcome instanceof UploadOutcome.Stored stored) {
            return stored.object();
        }
        throw ((UploadOutcome.Failed) outcome).why();
    }

    @Override
    public List<UploadOutcome> commitAll(List<Upload> uploads) throws InterruptedException {
        List<FolderUpload> ours = uploads.stream().map(FolderUpload.class::cast).toList();
        List<UploadOutcome> outcomes = new ArrayList<>();
        try {
            guard.check("commit");
            outcomes.addAll(new FolderCommit(layout, files, faults, together).all(ours));
            guard.check("commit");
        } catch (ProviderException away) {
            // What was renamed in a place that is no more is not stored.
            outcomes.clear();
            ours.forEach(upload -> outcomes.add(new UploadOutcome.Failed(away)));
        }
        return outcomes;
    }

    @Override
    public Download open(RemoteObject object, long offset, ReadFrom from)
            throws ProviderException, InterruptedException {
        String call = "open " + object.path();
        Path file = file(call, object);
        guard.check(call);
        try {
            MediumReader.Source source = switch (from) {
                case ANYWHERE ->
                    object.sizeBytes() < PastCacheWriter.FROM_BYTES
                            ? reader.fromAnywhere(file, offset)
                            : reader.fromMedium(file, offset);
                case MEDIUM -> reader.fromMedium(file, offset);
            };
            return new FolderDownload("read " + object.path(), source, faults);
        } catch (IOException e) {
            throw faults.reading(call, e);
        }
    }

    @Override
    public void delete(RemoteObject object) throws ProviderException, InterruptedException {
        String call = "delete " + object.path();
        Path file = file(call, object);
        calls.ask(call, () -> remover.delete(call, file, object));
    }

    @Override
    public String setAside(RemoteObject object) throws ProviderException, InterruptedException {
        String call = "set aside " + object.path();
        Path file = file(call, object);
        return calls.ask(call, () -> remover.setAside(call, file, object));
    }

    private Path file(String call, RemoteObject object) throws ProviderException {
        Optional<Path> file = layout.object(object.name(), object.path());
        return file.orElseThrow(() -> faults.of(
                call, "that is no name of an object of " + object.name().hash(), Fault.UNEXPECTED));
    }

    @Override
    public void listMetadata(Consumer<MetadataFile> each) throws ProviderException, InterruptedException {
        metadata.list(each);
    }

    @Override
    public Optional<byte[]> readMetadata(String path, long limit) throws ProviderException, InterruptedException {
        return metadata.read(path, limit);
    }

    @Override
    public void writeMetadata(String path, byte[] content) throws ProviderException, InterruptedException {
        metadata.write(path, content);
    }

    @Override
    public void deleteMetadata(String path) throws ProviderException, InterruptedException {
        metadata.delete(path);
    }

    @Override
    public String setAsideMetadata(String path) throws ProviderException, InterruptedException {
        return metadata.setAside(path);
    }

    @Override
    public Optional<LibraryManifest> readLibraryManifest(long limit) throws ProviderException, InterruptedException {
        return manifest.read(limit);
    }

    @Override
    public void writeLibraryManifest(byte[] content, @Nullable String replaced)
            throws ProviderException, InterruptedException {
        manifest.write(content, replaced);
    }

    @Override
    public Quota quota() throws ProviderException, InterruptedException {
        PlaceFiles.Space space = calls.ask("quota", () -> files.space(layout.root()));
        return space.known()
                ? new Quota(space.totalBytes(), space.usableBytes())
                : new Quota(Quota.UNKNOWN, Quota.UNKNOWN);
    }

    @Override
    public CloudProvider scratch() throws ProviderException, InterruptedException {
        Path folder = layout.scratch(settings.deviceId(), PlaceFounder.randomHex(settings));
        calls.ask("scratch", () -> {
            files.ensureFolder(layout.tmp());
            new ScratchPlaces(layout, files, settings).removeForgotten();
            return folder;
        });
        ProviderSettings own = new ProviderSettings(
                settings.name(), settings.deviceId(), settings.config(), null, settings.clock(), settings.random());
        FolderLayout scratch = new FolderLayout(folder);
        new PlaceFounder(own, scratch, files).found();
        return new FolderProvider(own, scratch, parts, folder);
    }

    @Override
    public void close() {
        closeTogether();
        if (removedOnClose == null) {
            return;
        }
        try {
            DeepDelete.of(removedOnClose);
        } catch (IOException e) {
            LOG.warn("{} could not be removed; it holds nothing of value, delete it by hand.", removedOnClose, e);
        }
    }

    /** An open descriptor would keep a disk from being unmounted. */
    private synchronized void closeTogether() {
        FileSystemSync open = together;
        together = null;
        togetherAsked = false;
        if (open == null) {
            return;
        }
        try {
            open.close();
        } catch (IOException e) {
            LOG.debug("Closing {} failed; nothing was written through it.", layout.root(), e);
        }
    }
}
