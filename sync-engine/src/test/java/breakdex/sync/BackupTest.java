package breakdex.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.Protection;
import breakdex.sync.event.Finding;
import breakdex.sync.hash.AssetHashService;
import breakdex.sync.store.StatusDao.Amount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
    @TempDir
    Path root;

    private EngineWorld world;

    @BeforeEach
    void open() {
        world = new EngineWorld(root);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static String hashOf(Path file) throws Exception {
        return new AssetHashService().hash(file).hash().digest();
    }

    private static List<String> kinds(List<Finding> findings) {
        return findings.stream().map(Finding::kind).toList();
    }

    @Test
    void everyContentIsOnceInEachPlaceUnderItsOwnHash() throws Exception {
        Path clip = world.video("windmill.mp4", "spin");
        world.video("again/windmill copy.mp4", "spin");
        world.video("toprock.mov", "step");
        world.connect("a", "b");
        SyncReport report = world.sync();
        assertThat(report.findings()).isEmpty();
        assertThat(report.outcome()).isEqualTo(Outcome.DONE);
        assertThat(report.protection()).containsEntry(Protection.PROTECTED, new Amount(2, 8));
        assertThat(world.objects("a"))
                .hasSize(2)
                .contains(hashOf(clip) + ".mp4")
                .isEqualTo(world.objects("b"));
        for (String object : world.objects("a")) {
            assertThat(object)
                    .startsWith(hashOf(world.place("a").resolve("Breakdex").resolve(object)));
        }
    }

    @Test
    void nothingIsSentAgainWhereNothingChanged() throws Exception {
        world.video("a.mp4", "one");
        world.connect("a", "b");
        assertThat(world.sync().bytesMoved()).isEqualTo(6);
        SyncReport again = world.sync();
        assertThat(again.bytesMoved()).isZero();
        assertThat(again.hashed().assets()).isZero();
        assertThat(again.outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void aRenameCostsNoUpload() throws Exception {
        Path clip = world.video("a.mp4", "one");
        world.connect("a", "b");
        world.sync();
        Files.move(clip, world.videos.resolve("b.mp4"));
        SyncReport report = world.sync();
        assertThat(report.bytesMoved()).isZero();
        assertThat(report.findings()).isEmpty();
        assertThat(world.engine().state().missingHere()).isZero();
    }

    @Test
    void aFileThatVanishedIsMissingAndNeverADelete() throws Exception {
        Path clip = world.video("a.mp4", "one");
        world.connect("a", "b");
        world.sync();
        Files.delete(clip);
        SyncReport report = world.sync();
        assertThat(kinds(report.findings())).containsExactly("files-missing");
        assertThat(world.engine().state().missingHere()).isEqualTo(1);
        assertThat(world.objects("a")).hasSize(1);
        assertThat(report.outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void placesOnTheLibrarysOwnDiskDoNotCount() throws Exception {
        world.video("a.mp4", "one");
        world.connect();
        for (String name : List.of("a", "b")) {
            world.engine()
                    .addProvider(new ProviderRequest(
                            name,
                            "folder",
                            java.util.Map.of("path", world.place(name).toString()),
                            null,
                            false));
        }
        SyncReport report = world.sync();
        assertThat(report.outcome()).isEqualTo(Outcome.INCOMPLETE);
        assertThat(kinds(report.findings())).contains("no-place-counts", "assets-not-backed-up");
        assertThat(world.objects("a")).hasSize(1);
    }

    @Test
    void aCopyThatVanishedIsNoticedAndMadeAgain() throws Exception {
        world.video("a.mp4", "one");
        world.connect("a", "b");
        world.sync();
        Files.delete(
                world.place("a").resolve("Breakdex").resolve(world.objects("a").get(0)));
        SyncReport report = world.sync();
        assertThat(kinds(report.findings())).containsExactly("copy-vanished");
        assertThat(report.outcome()).isEqualTo(Outcome.DONE);
        assertThat(world.objects("a")).hasSize(1);
    }

    @Test
    void aRottenCopyIsSetAsideAndReplaced() throws Exception {
        world.video("a.mp4", "one");
        world.connect("a", "b");
        world.sync();
        Path copy =
                world.place("a").resolve("Breakdex").resolve(world.objects("a").get(0));
        Files.writeString(copy, "0ne");
        world.clock.advance(Duration.ofSeconds(1));
        VerifyReport verified = world.engine().verify(new VerifyRequest(List.of(), true));
        assertThat(kinds(verified.findings())).containsExactly("copy-damaged", "assets-at-risk");
        SyncReport report = world.sync();
        assertThat(report.outcome()).isEqualTo(Outcome.DONE);
        assertThat(Files.readString(copy)).isEqualTo("one");
        try (var aside = Files.list(world.place("a").resolve("Breakdex/.sync/quarantine"))) {
            assertThat(aside).hasSize(1);
        }
    }

    @Test
    void aPlaceThatWasReplacedByAnotherIsAwayAndNothingOfItIsBelieved() throws Exception {
        world.video("a.mp4", "one");
        world.connect("a", "b");
        world.sync();
        Files.move(world.place("a"), root.resolve("unplugged"));
        Files.createDirectories(world.place("a"));
        SyncReport report = world.sync();
        assertThat(report.outcome()).isEqualTo(Outcome.NOT_REACHABLE);
        assertThat(kinds(report.findings())).containsExactly("place-away");
        assertThat(world.place("a")).isEmptyDirectory();
        assertThat(report.protection()).containsEntry(Protection.PROTECTED, new Amount(1, 3));
    }

    @Test
    void aLibraryThatIsNotMountedLosesNothing() throws Exception {
        world.video("a.mp4", "one");
        world.connect("a", "b");
        world.sync();
        Files.move(world.videos, root.resolve("unplugged"));
        Files.createDirectories(world.videos);
        SyncReport report = world.sync();
        assertThat(kinds(report.findings())).containsExactly("library-not-mounted");
        assertThat(world.engine().state().missingHere()).isZero();
    }

    @Test
    void aFreedAssetIsCopiedToANewPlaceFromAnOldOne() throws Exception {
        Path clip = world.video("a.mp4", "one");
        world.connect("a", "b");
        world.sync();
        world.engine().free(List.of(clip), false);
        assertThat(clip).doesNotExist();
        world.connect("c");
        SyncReport report = world.sync();
        assertThat(report.outcome()).isEqualTo(Outcome.DONE);
        assertThat(world.objects("c")).isEqualTo(world.objects("a"));
        assertThat(world.home.resolve("staging")).isEmptyDirectory();
    }

    @Test
    void withoutAPlaceTheDocumentsWordsAreSaid() throws Exception {
        world.connect();
        assertThatThrownBy(() -> world.sync())
                .isInstanceOf(SyncException.class)
                .hasMessage("No cloud providers configured — enable iCloud or Google Drive in Settings");
    }

    @Test
    void twoNamesForOnePlaceAreRefused() throws Exception {
        world.connect("a");
        Path link = Files.createSymbolicLink(root.resolve("link"), world.place("a"));
        assertThatThrownBy(() -> world.engine()
                        .addProvider(new ProviderRequest(
                                "b", "folder", java.util.Map.of("path", link.toString()), null, false)))
                .hasMessageContaining("one and the same place");
    }

    @Test
    void whyTellsWhereAClipIsAndHowSureWeAre() throws Exception {
        Path clip = world.video("a.mp4", "one");
        world.connect("a", "b");
        world.sync();
        AssetReport report = world.engine().why(clip.toString());
        assertThat(report.protection()).isEqualTo(Protection.PROTECTED);
        assertThat(report.copies())
                .hasSize(2)
                .allMatch(AssetReport.Copy::counts)
                .allMatch(AssetReport.Copy::fresh);
        assertThat(report.asset().hash()).isEqualTo(ContentHash.parse(hashOf(clip)));
    }

    @Test
    void whyCallsAClipByTheNameThatWasAskedFor() throws Exception {
        Path first = world.video("a.mp4", "one");
        Path second = world.video("sub/b.mp4", "one");
        world.connect("a", "b");
        world.sync();
        assertThat(world.engine().why(first.toString()).sentence()).startsWith("a.mp4 is protected");
        assertThat(world.engine().why(second.toString()).sentence()).startsWith("b.mp4 is protected");
    }

    @Test
    void aRunNotesHowMuchSpaceAPlaceHas() throws Exception {
        world.video("a.mp4", "one");
        world.connect("a", "b");
        assertThat(world.engine().providers()).allMatch(place -> place.space() == null);
        world.sync();
        long disk = Files.getFileStore(world.place("a")).getTotalSpace();
        assertThat(world.engine().providers())
                .extracting(SyncState.ProviderState::space)
                .allSatisfy(space -> assertThat(space.totalBytes()).isEqualTo(disk))
                .allSatisfy(space -> assertThat(space.freeBytes()).isBetween(1L, disk));
    }
}
