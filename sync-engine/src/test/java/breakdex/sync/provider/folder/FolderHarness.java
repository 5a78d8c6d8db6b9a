package breakdex.sync.provider.folder;

import breakdex.sync.asset.RemoteName;
import breakdex.sync.provider.CloudProvider;
import breakdex.sync.provider.DiskTopology;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.provider.ProviderHarness;
import breakdex.sync.provider.ProviderSettings;
import breakdex.sync.provider.RemoteObject;
import breakdex.sync.provider.ResumePoint;
import breakdex.sync.provider.UploadRequest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real folder, and what happens to folders. */
class FolderHarness implements ProviderHarness {
    static final long CHECKPOINT = 256 * 1024;

    final WorldlyFiles files;
    final Path path;
    private final Path elsewhere;
    private final RandomGenerator random = new Random(1);
    private final FolderProviderFactory factory;
    private final String key;
    private int younger;

    FolderHarness(Path temporary) {
        this(temporary, new WorldlyFiles());
    }

    FolderHarness(Path temporary, WorldlyFiles files) {
        this.files = files;
        this.path = temporary.resolve("disk");
        this.elsewhere = temporary.resolve("elsewhere");
        this.factory = new FolderProviderFactory(new FolderProvider.Parts(files, new DiskTopology(), CHECKPOINT));
        this.key = connect();
        files.calls.clear();
    }

    private String connect() {
        try {
            return factory.connect(settings(DEVICE, null)).key();
        } catch (ProviderException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    ProviderSettings settings(String device, @Nullable String expected) {
        return new ProviderSettings(
                "my disk",
                device,
                Map.of("path", path.toString()),
                expected,
                Clock.fixed(Instant.parse("2026-01-02T03:04:05.678Z"), ZoneOffset.UTC),
                random);
    }

    @Override
    public CloudProvider open(String deviceId) {
        return factory.open(settings(deviceId, key));
    }

    @Override
    public CloudProvider openExpecting(String other) {
        return factory.open(settings(DEVICE, other));
    }

    Path root() {
        return path.resolve("Breakdex");
    }

    Path part(UploadRequest request) {
        return root().resolve(".sync/tmp")
                .resolve(DEVICE + "-" + request.name().hash().digest() + ".part");
    }

    @Override
    public long keepsAtLeast(long sent) {
        return sent == 0 ? 0 : (sent - 1) / CHECKPOINT * CHECKPOINT;
    }

    @Override
    public void keepOnly(UploadRequest request, long bytes) {
        io(() -> {
            try (RandomAccessFile file = new RandomAccessFile(part(request).toFile(), "rw")) {
                file.setLength(bytes);
            }
        });
    }

    @Override
    public ResumePoint zeroPart(UploadRequest request, long zeros) {
        io(() -> Files.createFile(part(request)));
        keepOnly(request, zeros);
        return new ResumePoint(String.valueOf(part(request).getFileName()));
    }

    @Override
    public void cutNextSend() {
        files.cutNextWrite.set(true);
    }

    @Override
    public void loseNextCommitAnswer() {
        files.loseNextRename.set(true);
    }

    @Override
    public void rot(RemoteObject object) {
        io(() -> {
            Path file = root().resolve(object.path());
            FileTime modified = Files.getLastModifiedTime(file);
            turnOneBit(file);
            Files.setLastModifiedTime(file, modified);
        });
    }

    private static void turnOneBit(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(bytes.length() / 2);
            int old = bytes.read();
            bytes.seek(bytes.length() / 2);
            bytes.write(old ^ 1);
        }
    }

    @Override
    public void change(RemoteObject object) {
        io(() -> {
            Path file = root().resolve(object.path());
            turnOneBit(file);
            makeYounger(file);
        });
    }

    private void makeYounger(Path file) throws IOException {
        FileTime modified = Files.getLastModifiedTime(file);
        Files.setLastModifiedTime(file, FileTime.from(modified.toInstant().plusSeconds(10L + ++younger)));
    }

    @Override
    public void remove(RemoteObject object) {
        io(() -> Files.delete(root().resolve(object.path())));
    }

    /** Not by taking the right away: a test may run as one who may read everything. */
    @Override
    public void forbid(RemoteObject object) {
        files.forbidden.add(object.path());
    }

    @Override
    public void put(String name, byte[] bytes) {
        io(() -> makeYounger(Files.write(root().resolve(name), bytes)));
    }

    @Override
    public List<byte[]> quarantined(RemoteName name) {
        return quarantined(name.toString());
    }

    @Override
    public List<byte[]> quarantinedMetadata(String path) {
        return quarantined(path.replace('/', '.'));
    }

    private List<byte[]> quarantined(String name) {
        try (Stream<Path> all = Files.list(root().resolve(".sync/quarantine"))) {
            return all.filter(it -> String.valueOf(it.getFileName()).startsWith(name + "."))
                    .sorted()
                    .map(FolderHarness::bytes)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void putMetadata(String path, byte[] bytes) {
        Path file = root().resolve(".sync").resolve(path);
        io(() -> {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.write(file, bytes);
        });
    }

    @Override
    public void putManifest(byte @Nullable [] bytes) {
        Path file = root().resolve("manifest.json");
        io(() -> {
            if (bytes == null) {
                Files.delete(file);
            } else {
                Files.write(file, bytes);
            }
        });
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void leaveFree(long bytes) {
        files.free.set(bytes);
    }

    @Override
    public void smallPages() {
        // A folder has none.
    }

    @Override
    public long limitObjectSize() {
        files.type = "vfat";
        return 0xFFFF_FFFFL;
    }

    @Override
    public void begin(Trouble trouble) {
        switch (trouble) {
            case REVOKED -> files.denial = () -> new AccessDeniedException(path.toString());
            case NONSENSE -> files.denial = () -> new IOException("an answer that nobody foresaw");
            case UNREACHABLE -> io(() -> Files.move(path, elsewhere));
            case SWAPPED -> {
                io(() -> Files.move(path, elsewhere));
                connect();
            }
            case EMPTIED -> {
                io(() -> Files.move(path, elsewhere));
                io(() -> Files.createDirectory(path));
            }
        }
    }

    @Override
    public void end() {
        files.denial = null;
        io(() -> {
            if (Files.exists(elsewhere)) {
                DeepDelete.of(path);
                Files.move(elsewhere, path);
            }
        });
    }

    @Override
    public SortedSet<String> everything() {
        if (!Files.exists(path)) {
            return new TreeSet<>();
        }
        try (Stream<Path> all = Files.walk(path)) {
            return all.map(it -> path.relativize(it).toString()).collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        io(() -> DeepDelete.of(Objects.requireNonNull(path.getParent())));
    }

    /** Something done to files. */
    interface Deed {
        void run() throws IOException;
    }

    static void io(Deed deed) {
        try {
            deed.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
