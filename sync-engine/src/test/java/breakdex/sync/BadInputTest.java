package breakdex.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.Protection;
import breakdex.sync.asset.RemoteName;
import breakdex.sync.event.Finding;
import breakdex.sync.provider.CloudProvider;
import breakdex.sync.provider.ProviderSettings;
import breakdex.sync.provider.RemoteObject;
import breakdex.sync.provider.folder.FolderProviderFactory;
import breakdex.sync.scan.LibraryMarker;
import breakdex.sync.scan.ScanRules;
import breakdex.sync.store.StatusDao.Amount;
import breakdex.sync.transfer.Downloader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults that came up when people's slips and broken disks were tried one by one. */
class BadInputTest {
    @TempDir
    Path root;

    private EngineWorld world;

    @BeforeEach
    void open() throws Exception {
        world = new EngineWorld(root.toRealPath());
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static ProviderRequest folder(String name, Path path) {
        return new ProviderRequest(name, "folder", Map.of("path", path.toString()), "domain-" + name, false);
    }

    private static void refused(ThrowingCallable call, SyncException.Kind kind, String words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SyncException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining(words);
    }

    private Path object(String place) throws Exception {
        return world.place(place)
                .resolve("Breakdex")
                .resolve(world.objects(place).get(0));
    }

    private static List<String> kinds(List<Finding> findings) {
        return findings.stream().map(Finding::kind).toList();
    }

    @Test
    void aLibraryThatIsAPlaceWasAcceptedWherePlacesCameFirst() throws Exception {
        Path both = Files.createDirectory(root.resolve("both"));
        refused(
                () -> world.engine().checkLibrary(both, List.of(folder("a", both))),
                SyncException.Kind.USAGE,
                "are one folder");
        world.engine().addProvider(folder("a", both));
        refused(() -> world.engine().addLibrary(both, ScanRules.VIDEOS), SyncException.Kind.USAGE, "are one folder");
        assertThat(both.resolve(LibraryMarker.FILE_NAME)).doesNotExist();
    }

    @Test
    void aPlaceThatWasConnectedAlreadyWasNotComparedWithTheLibraries() throws Exception {
        world.connect();
        refused(
                () -> world.engine().addProvider(folder("a", world.videos)),
                SyncException.Kind.USAGE,
                "are one folder");
        assertThat(world.videos.resolve("Breakdex")).doesNotExist();
    }

    @Test
    void aLibraryAmongThePlacesCopiesWouldHaveFreedTheCopiesThemselves() throws Exception {
        world.video("a.mp4", "one");
        world.connect("a");
        world.sync();
        Path copies = world.place("a").resolve("Breakdex");
        Path inner = Files.createDirectory(copies.resolve("clips"));
        for (Path folder : List.of(copies, inner)) {
            refused(
                    () -> world.engine().addLibrary(folder, ScanRules.VIDEOS),
                    SyncException.Kind.USAGE,
                    "keeps its copies");
        }
    }

    @Test
    void aCopiedLibraryTookTheOriginalsPlace() throws Exception {
        world.video("a.mp4", "one");
        world.connect("a", "b");
        Path copy = Files.createDirectory(root.resolve("copy"));
        Files.copy(world.videos.resolve(LibraryMarker.FILE_NAME), copy.resolve(LibraryMarker.FILE_NAME));
        refused(
                () -> world.engine().addLibrary(copy, ScanRules.VIDEOS),
                SyncException.Kind.USAGE,
                "is a copy of the library");
        assertThat(world.engine().libraries())
                .singleElement()
                .satisfies(library -> assertThat(library.place()).isEqualTo(world.videos.toString()));
    }

    @Test
    void aLibraryThatMovedIsStillTheSame() throws Exception {
        world.video("a.mp4", "one");
        world.connect("a", "b");
        String id = world.engine().libraries().get(0).id();
        Path moved = Files.move(world.videos, root.toRealPath().resolve("moved"));
        assertThat(world.engine().addLibrary(moved, ScanRules.VIDEOS).id()).isEqualTo(id);
        assertThat(world.engine().libraries()).hasSize(1);
    }

    @Test
    void damageFoundByVerifyWasReportedAsDone() throws Exception {
        world.video("a.mp4", "one");
        world.connect("a", "b");
        world.sync();
        Files.writeString(object("a"), "o");
        world.clock.advance(Duration.ofSeconds(1));
        VerifyReport report = world.engine().verify(new VerifyRequest(List.of(), true));
        assertThat(kinds(report.findings())).contains("copy-damaged");
        assertThat(report.outcome()).isEqualTo(Outcome.INCOMPLETE);
        VerifyReport again = world.engine().verify(new VerifyRequest(List.of(world.videos.resolve("a.mp4")), false));
        assertThat(kinds(again.findings())).contains("too-few-copies");
        assertThat(again.outcome()).isEqualTo(Outcome.INCOMPLETE);
    }

    @Test
    void aPathThatNobodyKnowsWasDoneAtOnce() throws Exception {
        world.video("a.mp4", "one");
        world.connect("a", "b");
        world.sync();
        List<Path> slip = List.of(world.videos.resolve("b.mp4"));
        refused(
                () -> world.engine().restore(new RestoreRequest(slip, false, null, false)),
                SyncException.Kind.USAGE,
                "Nothing is known of");
        refused(
                () -> world.engine().verify(new VerifyRequest(slip, false)),
                SyncException.Kind.USAGE,
                "Nothing is known of");
    }

    @Test
    void aFileThatWasJustDeletedWasSaidToStandThere() throws Exception {
        Path clip = world.video("a.mp4", "one");
        world.connect("a", "b");
        world.sync();
        Files.delete(clip);
        RestoreReport report = world.engine().restore(new RestoreRequest(List.of(clip), false, null, false));
        assertThat(report.restored()).isEqualTo(1);
        assertThat(clip).hasContent("one");
    }

    @Test
    void filesWereRestoredIntoAnEmptyMountPoint() throws Exception {
        Path clip = world.video("a.mp4", "one");
        world.connect("a", "b");
        world.sync();
        Files.move(world.videos, root.resolve("unplugged"));
        Files.createDirectory(world.videos);
        refused(
                () -> world.engine().restore(new RestoreRequest(List.of(clip), false, null, false)),
                SyncException.Kind.NOT_REACHABLE,
                "is not mounted");
        assertThat(world.videos).isEmptyDirectory();
    }

    @Test
    void aLibraryThatIsNotMountedWasBlamedOnItsFiles() throws Exception {
        Path clip = world.video("a.mp4", "one");
        world.connect("a", "b");
        world.sync();
        Files.writeString(world.videos.resolve(LibraryMarker.FILE_NAME), "junk");
        FreeReport report = world.engine().free(List.of(world.videos), false);
        assertThat(report.freed()).isZero();
        assertThat(kinds(report.refused())).containsExactly("library-not-mounted");
        assertThat(clip).exists();
    }

    @Test
    void filesWereRestoredAmongAPlacesCopies() throws Exception {
        Path clip = world.video("a.mp4", "one");
        world.connect("a", "b");
        world.sync();
        Path copies = world.place("a").resolve("Breakdex");
        refused(
                () -> world.engine().restore(new RestoreRequest(List.of(clip), false, copies.resolve("here"), false)),
                SyncException.Kind.USAGE,
                "keeps its copies");
        refused(
                () -> world.engine().restore(new RestoreRequest(List.of(clip), false, clip, false)),
                SyncException.Kind.USAGE,
                "is a file");
    }

    @Test
    void aPlaceThatWasEmptiedCouldNotBeReconnected() throws Exception {
        world.video("a.mp4", "one");
        world.connect("a", "b");
        world.sync();
        Files.move(world.place("a"), root.resolve("emptied"));
        Files.createDirectory(world.place("a"));
        world.engine().reconnectProvider("a");
        assertThat(world.sync().outcome()).isEqualTo(Outcome.DONE);
        assertThat(world.objects("a")).hasSize(1);
    }

    @Test
    void proofsFromTheFutureCountedForYears() throws Exception {
        world.video("a.mp4", "one");
        world.connect("a", "b");
        world.clock.set(world.clock.instant().plus(Duration.ofDays(400)));
        world.sync();
        world.clock.set(world.clock.instant().minus(Duration.ofDays(400)));
        assertThat(world.engine().state().protection()).containsEntry(Protection.PROOF_DUE, new Amount(1, 3));
        assertThat(world.sync().copiesProved()).isEqualTo(2);
        assertThat(world.engine().state().protection()).containsEntry(Protection.PROTECTED, new Amount(1, 3));
    }

    @Test
    void anUnknownHashWasTakenForAPath() throws Exception {
        world.connect();
        refused(() -> world.engine().why("abcdef"), SyncException.Kind.USAGE, "No clip has a hash");
    }

    @Test
    void aFileThatWasOverwrittenBeforeItsFirstCopyWasCalledLostForEver() throws Exception {
        Path clip = world.video("a.mp4", "half of it");
        world.connect("a", "b");
        Path held = Files.move(world.place("a"), root.resolve("unplugged a"));
        Path alsoHeld = Files.move(world.place("b"), root.resolve("unplugged b"));
        assertThat(world.sync().outcome()).isEqualTo(Outcome.NOT_REACHABLE);
        Files.writeString(clip, "all of it");
        Files.move(held, world.place("a"));
        Files.move(alsoHeld, world.place("b"));
        SyncReport report = world.sync();
        assertThat(report.findings()).isEmpty();
        assertThat(report.outcome()).isEqualTo(Outcome.DONE);
        assertThat(report.protection()).doesNotContainKey(Protection.LOST);
    }

    @Test
    void anInterruptedDownloadWasTakenForADiskThatCannotBeWritten() throws Exception {
        ContentHash hash = ContentHash.ofSha256(new byte[32]);
        CloudProvider place = new FolderProviderFactory()
                .open(new ProviderSettings(
                        "a", "device", Map.of("path", root.toString()), null, world.clock, new Random(1)));
        RemoteObject object = new RemoteObject(new RemoteName(hash, "mp4"), "a.mp4", 3, null);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Downloader.fetch(place, object, hash, 3, root.resolve("part"), confirmed -> {}))
                .isInstanceOf(InterruptedException.class);
        assertThat(root.resolve("part")).exists();
    }

    @Test
    void aLinkThatLeadsNowhereLeftAWholeFileUnderAHiddenName() throws Exception {
        Path clip = world.video("a.mp4", "one");
        world.connect("a", "b");
        world.sync();
        Files.delete(clip);
        Files.createSymbolicLink(clip, root.resolve("nowhere"));
        RestoreReport report = world.engine().restore(new RestoreRequest(List.of(clip), false, null, false));
        assertThat(kinds(report.failed())).containsExactly("not-restored");
        try (var names = Files.list(world.videos)) {
            assertThat(names.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("a.mp4", LibraryMarker.FILE_NAME);
        }
    }
}
