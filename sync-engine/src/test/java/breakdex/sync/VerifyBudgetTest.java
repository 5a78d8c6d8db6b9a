package breakdex.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.event.Finding;
import breakdex.sync.event.SyncEvent;
import breakdex.sync.store.Database;
import breakdex.sync.store.OperationFilter;
import breakdex.sync.store.StatusDao.Amount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proofs are renewed within a budget, the oldest first, and what is left over is said. */
class VerifyBudgetTest {
    private static final int CLIP = 100;
    private static final Duration A_DAY = Duration.ofDays(1);

    @TempDir
    Path root;

    private EngineWorld world;

    @BeforeEach
    void open() throws Exception {
        world = new EngineWorld(root);
        world.connect("a", "b");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private ContentHash clip(String name) throws Exception {
        Path file = world.video(name + ".mp4", name.repeat(CLIP / name.length()));
        world.sync();
        return ContentHash.ofSha256(
                java.security.MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    /** Copies that a run proved, in order, as {@code <place> <first letter of the clip>}. */
    private List<String> proved() throws Exception {
        List<String> proved = world.events.stream()
                .filter(SyncEvent.CopyProved.class::isInstance)
                .map(SyncEvent.CopyProved.class::cast)
                .map(event -> event.provider() + " " + letter(event.hash()))
                .toList();
        world.events.clear();
        return proved;
    }

    private String letter(ContentHash hash) {
        return world.engine().why(hash.toString()).names().get(0).path().substring(0, 1);
    }

    private VerifyReport verify(boolean all, long bytes) throws InterruptedException {
        return world.engine()
                .verify(new VerifyRequest(
                        List.of(), all, false, new VerifyBudget(bytes, VerifyBudget.UNLIMITED.maxTime())));
    }

    private void budget(String bytes, String time) {
        world.engine().set("verify-bytes", bytes);
        world.engine().set("verify-time", time);
    }

    @Test
    void theOldestProofIsRenewedFirstOnWhicheverPlaceItIs() throws Exception {
        clip("x");
        world.clock.advance(A_DAY);
        clip("y");
        world.clock.advance(A_DAY);
        // Renewed out of turn: now the oldest proof is that of y.
        world.engine().verify(new VerifyRequest(List.of(world.videos.resolve("x.mp4")), false));
        world.clock.advance(A_DAY);
        proved();
        VerifyReport report = verify(true, 2 * CLIP);
        assertThat(proved()).containsExactlyInAnyOrder("a y", "b y");
        assertThat(report.checked().copiesLeft()).isEqualTo(new Amount(2, 2 * CLIP));
        assertThat(report.outcome()).isEqualTo(Outcome.DONE);
        verify(true, 2 * CLIP);
        assertThat(proved()).containsExactlyInAnyOrder("a x", "b x");
    }

    @Test
    void theCopyThatReachesTheBudgetIsReadToItsEndAndNoFurtherOneIsBegun() throws Exception {
        clip("x");
        clip("y");
        world.clock.advance(A_DAY);
        assertThat(verify(true, CLIP + 1).proved()).isEqualTo(2);
        assertThat(verify(true, 1).proved()).isEqualTo(1);
        assertThat(verify(true, 1).checked().copiesLeft().assets()).isZero();
    }

    @Test
    void aBudgetThatSufficesLeavesNothingOver() throws Exception {
        clip("x");
        world.clock.advance(A_DAY);
        VerifyReport report = verify(true, 10 * CLIP);
        assertThat(report.proved()).isEqualTo(2);
        assertThat(report.checked().copiesLeft()).isEqualTo(Amount.NONE);
    }

    @Test
    void ofPathsTooTheOldestProofComesFirstAndTheRestIsTold() throws Exception {
        clip("x");
        world.clock.advance(A_DAY);
        clip("y");
        world.clock.advance(A_DAY);
        proved();
        VerifyReport report = world.engine()
                .verify(new VerifyRequest(
                        List.of(world.videos),
                        false,
                        false,
                        new VerifyBudget(2 * CLIP, VerifyBudget.UNLIMITED.maxTime())));
        assertThat(proved()).containsExactlyInAnyOrder("a x", "b x");
        assertThat(report.checked().copiesLeft()).isEqualTo(new Amount(2, 2 * CLIP));
    }

    @Test
    void anHourOfReadingIsNoReasonToStopWhereNobodySetALimit() throws Exception {
        clip("x");
        clip("y");
        world.clock.advance(A_DAY);
        world.listen(event -> {
            if (event instanceof SyncEvent.CopyProved) {
                world.clock.advance(Duration.ofHours(1));
            }
        });
        assertThat(world.engine().verify(new VerifyRequest(List.of(), true)).proved())
                .isEqualTo(4);
    }

    @Test
    void afterItsTimeNothingMoreIsBegunAndTheRestIsTold() throws Exception {
        // Each alone in its group: groups are small enough to be cut only where they are large.
        for (String name : List.of("x", "y", "z")) {
            clip(name);
        }
        world.clock.advance(A_DAY);
        VerifyBudget aMinute = new VerifyBudget(Long.MAX_VALUE, Duration.ofMinutes(1));
        world.beforeEachWrite(() -> world.clock.advance(Duration.ofSeconds(61)));
        VerifyReport report = world.engine().verify(new VerifyRequest(List.of(), true, false, aMinute));
        world.beforeEachWrite(() -> {});
        assertThat(report.proved()).isLessThan(6);
        assertThat(report.checked().copiesLeft().assets()).isEqualTo(6 - report.proved());
    }

    @Test
    void aCycleRenewsProofsBeforeTheyAreDueAndWithinItsBudget() throws Exception {
        clip("x");
        clip("y");
        budget(CLIP + "B", "10m");
        world.clock.advance(Duration.ofDays(22));
        for (int cycle = 0; cycle < 4; cycle++) {
            proved();
            SyncReport report = world.sync();
            assertThat(report.outcome()).isEqualTo(Outcome.DONE);
            assertThat(proved()).hasSize(1);
            assertThat(report.checked().copiesLeft()).isEqualTo(new Amount(3 - cycle, (3L - cycle) * CLIP));
        }
        proved();
        world.sync();
        assertThat(proved()).isEmpty();
    }

    @Test
    void whatACycleLeftQueuedIsPartOfTheNextBudget() throws Exception {
        clip("x");
        clip("y");
        world.clock.advance(Duration.ofDays(22));
        budget("250B", "1s");
        // The time is up before the first is begun, so that what was planned stays in the queue.
        world.listen(event -> {
            if (event instanceof SyncEvent.StageStarted stage && stage.what().startsWith("Copying")) {
                world.clock.advance(Duration.ofSeconds(2));
            }
        });
        SyncReport cut = world.sync();
        assertThat(cut.copiesProved()).isZero();
        assertThat(cut.checked().copiesLeft()).isEqualTo(new Amount(4, 4 * CLIP));
        assertThat(world.engine().operations(OperationFilter.open(10))).hasSize(3);
        budget("250B", "10m");
        assertThat(world.sync().copiesProved()).isEqualTo(3);
        assertThat(world.sync().copiesProved()).isEqualTo(1);
    }

    @Test
    void proofsThatWaitDoNotKeepNewClipsFromBeingCopied() throws Exception {
        clip("x");
        clip("y");
        budget("1B", "1s");
        world.clock.advance(Duration.ofDays(22));
        world.video("z.mp4", "new");
        SyncReport report = world.sync();
        assertThat(report.copiesMade()).isEqualTo(2);
        assertThat(report.outcome()).isEqualTo(Outcome.DONE);
        assertThat(report.checked().copiesLeft().assets()).isEqualTo(3);
    }

    /** What may be the last copy of a clip is no matter of a budget. */
    @Test
    void aClipThatLooksLostIsLookedForWhateverTheBudget() throws Exception {
        ContentHash hash = clip("x");
        Files.delete(world.videos.resolve("x.mp4"));
        try (Database database = world.database()) {
            database.writing(tx -> {
                tx.providers()
                        .enabled()
                        .forEach(place -> tx.copies().forgetProofs(place.id(), "gone", world.clock.instant()));
                tx.assets().recount(List.of(hash));
            });
        }
        budget("1B", "1s");
        world.beforeEachWrite(() -> world.clock.advance(Duration.ofSeconds(2)));
        assertThat(world.sync().copiesProved()).isEqualTo(2);
    }

    @Test
    void aRottenCopyIsMadeAgainFromTheLocalFileInTheSameRun() throws Exception {
        ContentHash hash = clip("x");
        rot("b");
        world.clock.advance(Duration.ofDays(22));
        SyncReport report = world.sync();
        assertThat(report.findings()).extracting(Finding::kind).containsExactly("copy-damaged");
        assertThat(report.copiesMade()).isEqualTo(1);
        assertThat(report.outcome()).isEqualTo(Outcome.DONE);
        assertThat(world.place("b").resolve("Breakdex/.sync/quarantine")).isNotEmptyDirectory();
        assertThat(world.engine().why(hash.toString()).asset().copyCount()).isEqualTo(2);
    }

    @Test
    void aRottenCopyOfAFreedFileIsMadeAgainFromTheOtherPlaceInTheSameRun() throws Exception {
        clip("x");
        world.engine().free(List.of(world.videos.resolve("x.mp4")), false);
        rot("b");
        world.clock.advance(Duration.ofDays(22));
        assertThat(world.sync().outcome()).isEqualTo(Outcome.DONE);
        assertThat(copyOn("b")).hasContent("x".repeat(CLIP));
    }

    @Test
    void whatVerifyCondemnsIsMadeAgainByTheNextSync() throws Exception {
        clip("x");
        rot("b");
        world.clock.advance(A_DAY);
        assertThat(verify(true, Long.MAX_VALUE).outcome()).isEqualTo(Outcome.INCOMPLETE);
        assertThat(world.objects("b")).isEmpty();
        assertThat(world.sync().copiesMade()).isEqualTo(1);
        assertThat(copyOn("b")).hasContent("x".repeat(CLIP));
    }

    private Path copyOn(String place) throws Exception {
        return world.place(place)
                .resolve("Breakdex")
                .resolve(world.objects(place).get(0));
    }

    private void rot(String place) throws Exception {
        Files.writeString(copyOn(place), "y" + "x".repeat(CLIP - 1));
    }

    @Test
    void aSettingThatIsNoBudgetIsRefusedWithWhatItTakes() {
        assertThatThrownBy(() -> world.engine().set("verify-bytes", "much"))
                .isInstanceOf(SyncException.class)
                .hasMessage("The setting verify-bytes takes a size such as 500M, 10G or 1T, or unlimited, not much.");
    }
}
