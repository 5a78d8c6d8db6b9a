package breakdex.sync;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.asset.LocalState;
import breakdex.sync.event.Finding;
import breakdex.sync.scan.FileStamp;
import breakdex.sync.store.Database;
import breakdex.sync.store.LibraryFileRow;
import breakdex.sync.store.StatusDao.Amount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Local files are read again, and one that rotted is moved aside and fetched again; nothing else is touched. */
class LocalCheckTest {
    private static final Duration EIGHT_DAYS = Duration.ofDays(8);

    @TempDir
    Path root;

    private EngineWorld world;
    private Path clip = Path.of("");

    @BeforeEach
    void open() throws Exception {
        world = new EngineWorld(root);
        clip = world.video("2019/windmill.mp4", "spin");
        world.connect("a", "b");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Path folder() {
        return world.videos.resolve("2019");
    }

    private VerifyReport verify(Path... paths) throws InterruptedException {
        // What was read at this very moment is not read again.
        world.clock.advance(Duration.ofSeconds(1));
        return world.engine().verify(new VerifyRequest(List.of(paths), false, true, VerifyBudget.UNLIMITED));
    }

    /** Other bytes, without a trace in the file's times: what was recorded of it is brought in line with them. */
    private void rot(String content, Path... names) throws IOException {
        FileTime time = Files.getLastModifiedTime(names[0]);
        Files.write(names[0], content.getBytes(StandardCharsets.UTF_8));
        Files.setLastModifiedTime(names[0], time);
        for (Path name : names) {
            FileStamp stamp = FileStamp.read(name);
            record(name, row -> row.present(stamp.modifiedNs(), stamp.changedNs(), stamp.fileKey()));
        }
    }

    private void record(Path file, java.util.function.UnaryOperator<LibraryFileRow> change) {
        try (Database database = world.database()) {
            database.writing(tx -> tx.files()
                    .put(tx.libraries().all().stream()
                            .flatMap(library -> Stream.ofNullable(library.machineId())
                                    .flatMap(
                                            machine -> tx.files().find(library.id(), machine, relative(file)).stream()))
                            .map(change)
                            .toList()));
        }
    }

    private String relative(Path file) {
        return world.videos.relativize(file).toString();
    }

    private static List<String> kinds(List<Finding> findings) {
        return findings.stream().map(Finding::kind).toList();
    }

    /** What lies in the clip's folder under a name that begins as those of damaged files do. */
    private List<Path> asideIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(".breakdex-damaged-"))
                    .toList();
        }
    }

    private void empty(String place) throws Exception {
        for (String object : world.objects(place)) {
            Files.delete(world.place(place).resolve("Breakdex").resolve(object));
        }
    }

    @Test
    void filesThatHoldWhatTheyShouldAreCounted() throws Exception {
        world.video("b.mp4", "other");
        world.sync();
        VerifyReport report = verify();
        assertThat(report.outcome()).isEqualTo(Outcome.DONE);
        assertThat(report.findings()).isEmpty();
        assertThat(report.checked().files()).isEqualTo(new Amount(2, 9));
        assertThat(report.bytes()).isEqualTo(9);
    }

    @Test
    void onlyFilesBelowThePathsThatWereGivenAreRead() throws Exception {
        world.video("b.mp4", "other");
        world.sync();
        world.clock.advance(Duration.ofSeconds(1));
        assertThat(verify(folder()).checked().files()).isEqualTo(new Amount(1, 4));
        world.clock.advance(Duration.ofSeconds(1));
        assertThat(verify(clip).checked().files()).isEqualTo(new Amount(1, 4));
    }

    @Test
    void aFileThatRottedIsMovedAsideAndFetchedAgain() throws Exception {
        world.sync();
        FileTime time = Files.getLastModifiedTime(clip);
        rot("sp1n", clip);
        VerifyReport report = verify();
        assertThat(clip).hasContent("spin");
        assertThat(Files.getLastModifiedTime(clip)).isEqualTo(time);
        assertThat(asideIn(folder())).singleElement().satisfies(aside -> {
            assertThat(aside).hasContent("sp1n");
            assertThat(aside.getFileName().toString()).endsWith(".mp4");
        });
        assertThat(report.outcome()).isEqualTo(Outcome.INCOMPLETE);
        assertThat(report.checked().filesSetAside()).isEqualTo(1);
        assertThat(kinds(report.findings())).containsExactly("file-damaged");
        assertThat(report.findings().get(0).severity()).isEqualTo(Finding.Severity.ERROR);
        assertThat(report.findings().get(0).text())
                .contains("2019/windmill.mp4 gave SHA-256", "although nothing wrote it", "set aside as .breakdex-");
        assertThat(verify().findings()).isEmpty();
        assertThat(world.sync().hashed().assets()).isZero();
        assertThat(world.engine().state().nameless()).isEqualTo(Amount.NONE);
    }

    @Test
    void aCycleThatMendsAFileTellsItAndEndsWell() throws Exception {
        world.sync();
        rot("sp1n", clip);
        world.clock.advance(EIGHT_DAYS);
        SyncReport report = world.sync();
        assertThat(clip).hasContent("spin");
        assertThat(kinds(report.findings())).containsExactly("file-damaged");
        assertThat(report.outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void withoutACopyThatHoldsItTheFileStaysAndIsNamedUntilThereIsOne() throws Exception {
        world.sync();
        rot("sp1n", clip);
        empty("a");
        empty("b");
        VerifyReport report = verify();
        assertThat(clip).hasContent("sp1n");
        assertThat(asideIn(folder())).isEmpty();
        assertThat(kinds(report.findings())).contains("file-damaged", "copy-vanished");
        assertThat(report.findings().toString()).contains("stays where it is, because no copy that answers");
        assertThat(world.engine().why(clip.toString()).names().get(0).state()).isEqualTo(LocalState.PRESENT);
    }

    /** The look must be at the bytes: a copy that was proved once may have rotted as well. */
    @Test
    void aCopyThatRottedTooIsNoReasonToMoveTheFile() throws Exception {
        world.sync();
        rot("sp1n", clip);
        for (String place : List.of("a", "b")) {
            Path copy = world.place(place)
                    .resolve("Breakdex")
                    .resolve(world.objects(place).get(0));
            Files.writeString(copy, "sqin");
        }
        VerifyReport report = verify();
        assertThat(clip).hasContent("sp1n");
        assertThat(kinds(report.findings())).contains("file-damaged", "copy-damaged");
    }

    @Test
    void aFileThatWasEditedIsNoDamageAndLeftToTheNextSync() throws Exception {
        world.sync();
        FileTime time = Files.getLastModifiedTime(clip);
        Files.writeString(clip, "spun");
        Files.setLastModifiedTime(clip, time);
        VerifyReport report = verify();
        assertThat(clip).hasContent("spun");
        assertThat(kinds(report.findings())).containsExactly("files-changed");
        assertThat(report.outcome()).isEqualTo(Outcome.DONE);
        assertThat(world.sync().copiesMade()).isEqualTo(2);
        assertThat(clip).hasContent("spun");
    }

    @Test
    void aFileThatIsGoneIsMissingHereAndNeverADelete() throws Exception {
        world.sync();
        Files.delete(clip);
        VerifyReport report = verify();
        assertThat(kinds(report.findings())).containsExactly("files-missing");
        assertThat(world.engine().why(clip.toString()).names().get(0).state()).isEqualTo(LocalState.MISSING);
        assertThat(world.objects("a")).hasSize(1);
        assertThat(world.engine()
                        .restore(new RestoreRequest(List.of(clip), false, null, false))
                        .restored())
                .isEqualTo(1);
    }

    @Test
    void ofALibraryThatIsNotMountedNothingIsMissing() throws Exception {
        world.sync();
        Files.delete(world.videos.resolve(".breakdex-library"));
        Files.delete(clip);
        VerifyReport report = verify();
        assertThat(report.outcome()).isEqualTo(Outcome.NOT_REACHABLE);
        assertThat(kinds(report.findings())).contains("library-not-mounted").doesNotContain("files-missing");
        assertThat(world.engine().state().missingHere()).isZero();
    }

    /** Two names, two files, one asset: only the one that rotted is replaced. */
    @Test
    void anotherFileOfTheSameContentIsLeftAlone() throws Exception {
        Path twin = world.video("twin.mp4", "spin");
        Object key = Files.getAttribute(twin, "unix:ino");
        world.sync();
        rot("sp1n", clip);
        assertThat(verify().checked().filesSetAside()).isEqualTo(1);
        assertThat(clip).hasContent("spin");
        assertThat(Files.getAttribute(twin, "unix:ino")).isEqualTo(key);
        assertThat(asideIn(world.videos)).isEmpty();
    }

    /** Renaming one name of a file changes the times of all: they must be judged before. */
    @Test
    void allNamesOfOneFileAreMendedTogether() throws Exception {
        Path link = Files.createLink(world.videos.resolve("link.mp4"), clip);
        world.sync();
        rot("sp1n", clip, link);
        // Of the paths only one is asked for, and the other is the same file.
        VerifyReport report = verify(clip);
        assertThat(report.checked().filesSetAside()).isEqualTo(2);
        assertThat(clip).hasContent("spin");
        assertThat(link).hasContent("spin");
        assertThat(world.sync().hashed().assets()).isZero();
        assertThat(world.engine().state().protection().values())
                .as("one clip, no second one of the rotten bytes")
                .containsOnlyOnce(new Amount(1, 4));
    }

    @Test
    void whatWasCutShortIsEndedByTheNextRun() throws Exception {
        world.sync();
        rot("sp1n", clip);
        // The third write is the one that notes what was moved.
        int[] writes = {0};
        boolean[] dead = {false};
        world.beforeEachWrite(() -> {
            if (!dead[0] && Files.notExists(clip) && writes[0]++ == 0) {
                dead[0] = true;
                throw new IllegalStateException("the program dies");
            }
        });
        org.assertj.core.api.Assertions.assertThatThrownBy(this::verify).hasMessageContaining("dies");
        world.beforeEachWrite(() -> {});
        world.restart();
        assertThat(clip).doesNotExist();
        world.sync();
        assertThat(clip).hasContent("spin");
        assertThat(asideIn(folder())).hasSize(1);
    }

    @Test
    void aTenthOfTheFilesIsReadEachWeekTheLongestUnreadFirst() throws Exception {
        for (int n = 0; n < 19; n++) {
            world.video("clip" + n + ".mp4", "content " + n);
        }
        world.sync();
        assertThat(world.sync().checked().files().assets())
                .as("all were read just now")
                .isZero();
        for (int week = 1; week <= 10; week++) {
            world.clock.advance(EIGHT_DAYS);
            assertThat(world.sync().checked().files().assets())
                    .as("week %s", week)
                    .isEqualTo(2);
            assertThat(world.sync().checked().files().assets())
                    .as("again in week %s", week)
                    .isZero();
        }
        try (Database database = world.database()) {
            List<Integer> everyFileOnce = database.read(tx -> tx.libraries().all().stream()
                    .flatMap(library ->
                            tx.files().below(library.id(), String.valueOf(library.machineId()), "", null, 100).stream())
                    .map(row -> Duration.between(row.hashedAt(), world.clock.instant())
                                            .toDays()
                                    < 80
                            ? 1
                            : 0)
                    .toList());
            assertThat(everyFileOnce).hasSize(20).containsOnly(1);
        }
    }

    @Test
    void whatTheBudgetLeavesOfAWeeksShareIsToldAndReadByTheNextCycle() throws Exception {
        for (int n = 0; n < 29; n++) {
            world.video("clip" + n + ".mp4", "content" + n % 10 + n / 10);
        }
        world.sync();
        world.clock.advance(EIGHT_DAYS);
        world.engine().set("verify-bytes", "10B");
        SyncReport report = world.sync();
        assertThat(report.checked().files().assets()).isBetween(1L, 2L);
        assertThat(report.checked().files().assets()
                        + report.checked().filesLeft().assets())
                .isEqualTo(3);
        assertThat(report.outcome()).isEqualTo(Outcome.DONE);
        world.sync();
        SyncReport last = world.sync();
        assertThat(last.checked().filesLeft()).isEqualTo(Amount.NONE);
    }

    @Test
    void aPersonsBudgetLeavesTheFilesThatWereReadLast() throws Exception {
        world.sync();
        world.clock.advance(Duration.ofDays(1));
        world.video("young.mp4", "young");
        world.sync();
        world.clock.advance(Duration.ofDays(1));
        VerifyReport report = world.engine()
                .verify(new VerifyRequest(
                        List.of(), false, true, new VerifyBudget(1, VerifyBudget.UNLIMITED.maxTime())));
        assertThat(report.checked().files()).isEqualTo(new Amount(1, 4));
        assertThat(report.checked().filesLeft()).isEqualTo(new Amount(1, 5));
    }

    @Test
    void aFileThatWasDeletedFromTheLibraryIsNobodysBusiness() throws Exception {
        world.sync();
        world.engine().delete(List.of(clip), false, false);
        rot("sp1n", clip);
        record(clip, row -> row.deleted(world.clock.instant()));
        VerifyReport report = verify();
        assertThat(clip).hasContent("sp1n");
        assertThat(report.checked().files().assets()).isZero();
        assertThat(kinds(report.findings())).doesNotContain("file-damaged");
    }
}
