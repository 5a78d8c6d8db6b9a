package breakdex.sync.provider.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakdex.sync.asset.EvidenceGrade;
import breakdex.sync.provider.Clip;
import breakdex.sync.provider.CloudProvider;
import breakdex.sync.provider.CloudProviderFactory;
import breakdex.sync.provider.DiskTopology;
import breakdex.sync.provider.Download;
import breakdex.sync.provider.FailureDomains;
import breakdex.sync.provider.Fault;
import breakdex.sync.provider.PastCacheWriter;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.provider.ProviderIdentity;
import breakdex.sync.provider.ProviderSettings;
import breakdex.sync.provider.ReadFrom;
import breakdex.sync.provider.RemoteObject;
import breakdex.sync.provider.Upload;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a folder becomes a place, and how it stays one. */
class FolderPlaceTest {
    @TempDir
    Path temporary;

    private final WorldlyFiles files = new WorldlyFiles();
    private final FolderProviderFactory factory =
            new FolderProviderFactory(new FolderProvider.Parts(files, new DiskTopology(), FolderHarness.CHECKPOINT));

    private static ProviderSettings settings(String path, @Nullable String expected) {
        return new ProviderSettings(
                "my disk",
                "device-a",
                Map.of("path", path),
                expected,
                Clock.fixed(Instant.parse("2026-01-02T03:04:05.678Z"), ZoneOffset.UTC),
                new Random(path.length()));
    }

    private ProviderSettings settings() {
        return settings(temporary.resolve("disk").toString(), null);
    }

    private Path marker() {
        return temporary.resolve("disk/Breakdex/.sync/place.json");
    }

    private ProviderException refusedConnect(ProviderSettings settings) {
        try {
            factory.connect(settings);
        } catch (ProviderException | InterruptedException e) {
            assertThat(e).isInstanceOf(ProviderException.class);
            return (ProviderException) e;
        }
        throw new AssertionError("was to be refused");
    }

    @Test
    void isFoundByItsType() {
        assertThat(ServiceLoader.load(CloudProviderFactory.class))
                .anySatisfy(it -> assertThat(it.type()).isEqualTo("folder"));
    }

    @Test
    void makesAPlaceOnceAndKeepsItsId() throws Exception {
        ProviderIdentity first = factory.connect(settings());
        assertThat(first.key()).matches("folder:[0-9a-f]{32}");
        assertThat(first.where()).isEqualTo(temporary.resolve("disk").toString());
        String json = Files.readString(marker());
        assertThat(json).contains("\"format\":1", "\"createdAt\":\"2026-01-02T03:04:05.678Z\"");
        assertThat(factory.connect(settings())).isEqualTo(first);
        assertThat(Files.readString(marker())).isEqualTo(json);
    }

    @Test
    void leavesNothingButItsOwnFolders() throws Exception {
        factory.connect(settings());
        try (Stream<Path> all = Files.walk(temporary.resolve("disk"))) {
            assertThat(all.map(it -> temporary.relativize(it).toString()))
                    .containsExactlyInAnyOrder(
                            "disk",
                            "disk/Breakdex",
                            "disk/Breakdex/.sync",
                            "disk/Breakdex/.sync/place.json",
                            "disk/Breakdex/.sync/quarantine",
                            "disk/Breakdex/.sync/tmp");
        }
    }

    @Test
    void aFullDiskIsCalledFullAndKeepsNoHalfMarker() throws Exception {
        files.failure = new IOException("No space left on device");
        files.failNext = "force";
        ProviderException refused = refusedConnect(settings());
        assertThat(refused.fault()).isEqualTo(Fault.QUOTA);
        try (Stream<Path> left = Files.list(temporary.resolve("disk/Breakdex/.sync/tmp"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void forcesTheMarkerBeforeItGetsItsName() throws Exception {
        factory.connect(settings());
        assertThat(files.calls.stream().filter(it -> it.startsWith("force")).toList())
                .element(files.calls.stream()
                                .filter(it -> it.startsWith("force"))
                                .toList()
                                .size()
                        - 1)
                .isEqualTo("force folder .sync");
        assertThat(files.calls).anyMatch(it -> it.startsWith("force place-"));
    }

    @Test
    void makesNoFolderWhoseParentIsMissing() {
        ProviderException why = refusedConnect(settings(temporary.resolve("a/b").toString(), null));
        assertThat(why.fault()).isEqualTo(Fault.UNREACHABLE);
        assertThat(temporary.resolve("a")).doesNotExist();
    }

    @Test
    void takesAbsolutePathsOnly() {
        assertThat(refusedConnect(settings("disk", null)).answer()).contains("absolute");
        assertThatThrownBy(() -> factory.open(settings("disk", null))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPlaceThatWasConnectedIsNotMadeAnew() {
        ProviderException why =
                refusedConnect(settings(temporary.resolve("disk").toString(), "folder:" + "0".repeat(32)));
        assertThat(why.fault()).isEqualTo(Fault.UNREACHABLE);
        assertThat(temporary.resolve("disk")).doesNotExist();
    }

    @Test
    void leavesAMarkerAloneThatItCannotRead() throws Exception {
        factory.connect(settings());
        for (String json : new String[] {
            "", "{", "[]", "{\"id\":\"x\",\"format\":1}", "{\"format\":2,\"id\":\"" + "a".repeat(32) + "\"}"
        }) {
            Files.writeString(marker(), json);
            ProviderException why = refusedConnect(settings());
            assertThat(why.fault()).isEqualTo(Fault.AWAY);
            assertThat(why.answer()).contains("place.json");
            assertThat(Files.readString(marker())).isEqualTo(json);
        }
    }

    @Test
    void saysThatANewerVersionMadeThePlace() throws Exception {
        factory.connect(settings());
        Files.writeString(marker(), "{\"format\":2,\"id\":\"" + "a".repeat(32) + "\"}");
        assertThat(refusedConnect(settings()).answer()).contains("format 2").contains("update");
    }

    @Test
    void standsOnTheDiskOfItsFolder() throws Exception {
        ProviderIdentity identity = factory.connect(settings());
        assertThat(identity.domain().name())
                .isEqualTo(FailureDomains.ofDevices(new DiskTopology().devicesUnder(temporary))
                        .name());
    }

    @Test
    void aMountThatComesBackIsKnownAgain() throws Exception {
        String key = factory.connect(settings()).key();
        CloudProvider provider = factory.open(settings().withExpectedKey(key));
        RemoteObject stored = Clip.of(1, 10).store(provider);
        Files.move(temporary.resolve("disk"), temporary.resolve("away"));
        assertThatThrownBy(() -> provider.list(it -> {})).isInstanceOf(ProviderException.class);
        Files.move(temporary.resolve("away"), temporary.resolve("disk"));
        assertThat(Clip.list(provider)).extracting(RemoteObject::path).containsExactly(stored.path());
    }

    @Test
    void namesItsPartsByDeviceAndDigest() throws Exception {
        factory.connect(settings());
        CloudProvider provider = factory.open(settings());
        Clip clip = Clip.of(2, 10);
        try (Upload upload = provider.begin(clip.request())) {
            assertThat(upload.resumePoint().token())
                    .isEqualTo("device-a-" + clip.hash().digest() + ".part");
            assertThat(temporary
                            .resolve("disk/Breakdex/.sync/tmp")
                            .resolve(upload.resumePoint().token()))
                    .exists();
        }
    }

    @Test
    void readsFromTheCacheAndSaysSoWhereTheFileSystemKnowsNoOtherWay() throws Exception {
        WorldlyFiles old = new WorldlyFiles() {
            @Override
            public FileChannel openPastCache(Path file) throws IOException {
                throw new FileSystemException(file.toString(), null, "Invalid argument");
            }
        };
        assertThat(gradeOnMedium(old)).isEqualTo(EvidenceGrade.READ_BACK_CACHED);
        WorldlyFiles none = new WorldlyFiles() {
            @Override
            public FileChannel openPastCache(Path file) {
                throw new UnsupportedOperationException();
            }
        };
        assertThat(gradeOnMedium(none)).isEqualTo(EvidenceGrade.READ_BACK_CACHED);
    }

    @Test
    void claimsTheMediumOnlyWhereTheFileSystemKeepsNoCacheOfItsOwn() throws Exception {
        for (String type : new String[] {"zfs", "tmpfs", "fuse.sshfs", "fuseblk"}) {
            WorldlyFiles cached = new WorldlyFiles();
            cached.type = type;
            assertThat(gradeOnMedium(cached)).as(type).isEqualTo(EvidenceGrade.READ_BACK_CACHED);
        }
    }

    private EvidenceGrade gradeOnMedium(WorldlyFiles special) throws Exception {
        FolderProviderFactory own = new FolderProviderFactory(
                new FolderProvider.Parts(special, new DiskTopology(), FolderHarness.CHECKPOINT));
        own.connect(settings());
        CloudProvider provider = own.open(settings());
        Clip clip = Clip.of(3, 5000);
        RemoteObject stored = clip.store(provider);
        try (Download download = provider.open(stored, 0, ReadFrom.MEDIUM)) {
            assertThat(Clip.read(download, 999)).isEqualTo(clip.bytes());
            return download.grade();
        }
    }

    @Test
    void aMediumThatFailsIsNotReadFromTheCacheInstead() throws Exception {
        factory.connect(settings());
        CloudProvider provider = factory.open(settings());
        RemoteObject stored = Clip.of(4, 5000).store(provider);
        files.failNext = "read past cache";
        assertThatThrownBy(() -> provider.open(stored, 0, ReadFrom.MEDIUM))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.fault()).isEqualTo(Fault.DAMAGED));
    }

    @Test
    void removesScratchPlacesAndMarkersThatADeadProcessLeft() throws Exception {
        factory.connect(settings());
        CloudProvider provider = factory.open(settings());
        Path tmp = temporary.resolve("disk/Breakdex/.sync/tmp");
        Instant now = settings().clock().instant();
        Path old = scratch(tmp, "device-a-0123456789abcdef", now.minus(Duration.ofDays(2)));
        Path used = scratch(tmp, "device-a-1123456789abcdef", now.minus(Duration.ofMinutes(30)));
        Path other = scratch(tmp, "device-a-b-0123456789abcdef", now.minus(Duration.ofDays(2)));
        provider.scratch().close();
        assertThat(old).doesNotExist();
        assertThat(used).exists();
        assertThat(other).exists();
        scratch(tmp, "device-a-2123456789abcdef", now.minus(Duration.ofHours(2)));
        Path marker = Files.writeString(tmp.resolve("place-0123456789abcdef.json"), "{}");
        Files.setLastModifiedTime(marker, FileTime.from(now.minus(Duration.ofHours(2))));
        provider.removeLeftovers(Set.of());
        assertThat(tmp.resolve("scratch-device-a-2123456789abcdef")).doesNotExist();
        assertThat(marker).doesNotExist();
    }

    private static Path scratch(Path tmp, String name, Instant modified) throws IOException {
        Path folder = Files.createDirectories(tmp.resolve("scratch-" + name));
        Files.writeString(folder.resolve("x"), "x");
        return Files.setLastModifiedTime(folder, FileTime.from(modified));
    }

    @Test
    void leavesNoEmptyPartWhereThereIsNoSpace() throws Exception {
        factory.connect(settings());
        files.free.set(5);
        CloudProvider provider = factory.open(settings());
        Clip large = Clip.of(5, (int) PastCacheWriter.FROM_BYTES);
        assertThatThrownBy(() -> provider.begin(large.request()))
                .isInstanceOfSatisfying(
                        ProviderException.class,
                        e -> assertThat(e.answer()).endsWith(" are to be stored, and 5 bytes are free"));
        assertThat(temporary.resolve("disk/Breakdex/.sync/tmp")).isEmptyDirectory();
    }

    @Test
    void believesOfAPartOnlyWhatWasForced() {
        assertThat(FolderUpload.knownForced(0, 10)).isZero();
        assertThat(FolderUpload.knownForced(10, 10)).isZero();
        assertThat(FolderUpload.knownForced(11, 10)).isEqualTo(10);
        assertThat(FolderUpload.knownForced(29, 10)).isEqualTo(20);
    }

    @Test
    void takesNoDeviceIdThatCouldLeadElsewhere() {
        ProviderSettings it = settings();
        ProviderSettings bad = new ProviderSettings(it.name(), "../x", it.config(), null, it.clock(), it.random());
        assertThatThrownBy(() -> factory.open(bad)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Copies that the system makes may share their blocks with the original: one bad block would take both. */
    @Test
    void neverLetsTheSystemCopyBytes() throws Exception {
        Path sources = Path.of("src/main/java/breakdex/sync/provider/folder");
        Set<String> banned = Set.of("Files.copy", "transferTo", "transferFrom", "FICLONE", "reflink", "cp ");
        try (Stream<Path> all = Files.list(sources)) {
            for (Path source : all.toList()) {
                String text = Files.readString(source);
                assertThat(banned).as(source.toString()).noneMatch(text::contains);
            }
        }
    }

    @Test
    void saysNumbersOfBytesAsPeopleReadThem() {
        assertThat(ByteWords.of(0)).isEqualTo("0 bytes");
        assertThat(ByteWords.of(1)).isEqualTo("1 byte");
        assertThat(ByteWords.of(1536)).isEqualTo("1.5 KiB");
        assertThat(ByteWords.of(Long.MAX_VALUE)).isEqualTo("8.0 EiB");
    }
}
