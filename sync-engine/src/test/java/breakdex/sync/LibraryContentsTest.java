package breakdex.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakdex.sync.asset.Combo;
import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.Move;
import breakdex.sync.asset.Review;
import breakdex.sync.event.Finding;
import breakdex.sync.store.Database;
import breakdex.sync.store.SyncLogDao.Action;
import breakdex.sync.store.SyncLogDao.Entry;
import breakdex.sync.store.TestDatabase;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Moves, combos and reviews through the engine's own door. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class LibraryContentsTest {
    private static final Move WINDMILL = Move.of("m1", "Windmill", "power");

    @Parameter
    private TestDatabase kind = TestDatabase.SQLITE;

    @TempDir
    Path root;

    private EngineWorld world;
    private LibraryContents contents;

    @BeforeEach
    void open() {
        world = new EngineWorld(root, kind);
        contents = world.engine().contents();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private List<Entry> log() {
        try (Database database = world.database()) {
            return database.read(tx -> tx.log().changes());
        }
    }

    private static void assertThatRefused(ThrowingCallable call, String... words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SyncException.class, e -> assertThat(e.kind()).isEqualTo(SyncException.Kind.USAGE))
                .hasMessageContainingAll(words);
    }

    @Test
    void aMoveIsPutChangedArchivedAndDeleted() {
        Move put = contents.putMove(WINDMILL.withNotes("both sides"));
        assertThat(put.createdAt()).isNotNull().isEqualTo(put.updatedAt());
        assertThat(contents.move("m1")).contains(put);
        assertThat(contents.renameMove("m1", "Mill").name()).isEqualTo("Mill");
        Move archived = contents.archiveMove("m1", "injured");
        assertThat(archived.archivedAt()).isNotNull();
        assertThat(archived.archiveReason()).isEqualTo("injured");
        assertThat(archived.notes()).isEqualTo("both sides");
        assertThat(contents.deleteMove("m1")).isTrue();
        assertThat(contents.deleteMove("m1")).isFalse();
        assertThat(contents.moves()).isEmpty();
        assertThat(contents.move("m1").orElseThrow().isDeleted()).isTrue();
        assertThatRefused(() -> contents.renameMove("m1", "x"), "m1", "was deleted", "bring it back");
        assertThat(contents.putMove(WINDMILL).isDeleted()).isFalse();
        assertThat(contents.moves()).extracting(Move::name).containsExactly("Windmill");
    }

    @Test
    void whatIsThereAlreadyIsNoChange() {
        Move put = contents.putMove(WINDMILL.withArchived(Instant.parse("2026-01-01T00:00:00.123456Z"), null));
        contents.putMove(put);
        contents.changeMove("m1", move -> move);
        contents.putCombo(Combo.of("c1", "Set", List.of("m1")));
        contents.putCombo(Combo.of("c1", "Set", List.of("m1")));
        assertThat(log()).hasSize(3);
    }

    @Test
    void aComboHasItsMovesInOrderAndTheSameMoveTwice() {
        contents.putMove(WINDMILL);
        contents.putMove(Move.of("m2", "Freeze", "freeze"));
        Combo combo = contents.putCombo(Combo.of("c1", "Set", List.of("m2", "m1", "m2")));
        assertThat(combo.steps()).extracting(Combo.Step::moveId).containsExactly("m2", "m1", "m2");
        assertThat(contents.combos()).containsExactly(combo);
        Combo shorter = contents.putCombo(combo.withMoves(List.of("m1")));
        assertThat(contents.combo("c1")).contains(shorter);
        assertThat(shorter.steps()).containsExactly(new Combo.Step("m1", 0));
        assertThat(contents.deleteCombo("c1")).isTrue();
        assertThat(contents.combos()).isEmpty();
    }

    @Test
    void badInputIsRefusedInASentence() {
        contents.putMove(WINDMILL);
        assertThatRefused(() -> contents.putMove(Move.of("", "x", "power")), "id of a move", "1 to 200");
        assertThatRefused(() -> contents.putMove(Move.of("i".repeat(201), "x", "power")), "has 201");
        assertThatRefused(() -> contents.putMove(Move.of("m2", " ", "power")), "m2 needs a name");
        assertThatRefused(() -> contents.putMove(WINDMILL.withNotes("a\0b")), "notes", "zero character");
        assertThatRefused(() -> contents.putMove(WINDMILL.withNotes("\ud83d")), "m1", "half of a character");
        assertThatRefused(() -> contents.putMove(WINDMILL.withNotes("x".repeat(300_000))), "longer than 262144");
        assertThatRefused(
                () -> contents.putMove(
                        new Move("m2", "x", null, null, null, null, null, null, null, null, null, null, null)),
                "m2 has no category");
        assertThatRefused(() -> contents.changeMove("m1", move -> Move.of("m2", "x", "y")), "does not change");
        assertThatRefused(() -> contents.renameMove("nobody", "x"), "There is no move nobody");
        assertThatRefused(() -> contents.deleteMove("nobody"), "There is no move nobody");
        assertThatRefused(() -> contents.deleteCombo("nobody"), "There is no combo nobody");
        assertThatRefused(() -> contents.putCombo(Combo.of("", "x", List.of())), "id of a combo");
        assertThatRefused(
                () -> contents.putCombo(
                        new Combo("c1", "x", null, null, null, null, null, List.of(new Combo.Step("m1", -1)))),
                "m1",
                "place -1",
                "from 0");
        assertThat(contents.moves()).extracting(Move::name).containsExactly("Windmill");
        assertThat(contents.combos()).isEmpty();
    }

    @Test
    void ofARefusedComboNothingIsWritten() {
        contents.putMove(WINDMILL);
        Combo before = contents.putCombo(Combo.of("c1", "Set", List.of("m1")));
        List<Entry> log = log();
        assertThatRefused(
                () -> contents.putCombo(before.withName("Other").withMoves(List.of("m1", "m9"))),
                "There is no move m9",
                "combo c1");
        assertThat(contents.combo("c1")).contains(before);
        assertThat(log()).isEqualTo(log);
    }

    @Test
    void reviewsAreAddedAndNeverChanged() {
        contents.putMove(WINDMILL);
        Review review = Review.ofMove("r1", "m1", Review.Rating.HARD, Instant.parse("2026-01-01T00:00:00.123456Z"));
        Review stored = contents.addReview(review);
        assertThat(stored.entityName()).isEqualTo("Windmill");
        contents.renameMove("m1", "Mill");
        assertThat(contents.addReview(review)).isEqualTo(stored);
        assertThat(contents.review("r1")).contains(stored);
        assertThatRefused(
                () -> contents.addReview(Review.ofMove("r1", "m1", Review.Rating.EASY, review.reviewedAt())),
                "another review r1",
                "never change");
        assertThatRefused(
                () -> contents.addReview(Review.ofMove("r2", "m9", Review.Rating.EASY, review.reviewedAt())),
                "There is no move m9");
        assertThatRefused(
                () -> contents.addReview(Review.ofCombo("r2", "c9", Review.Rating.EASY, review.reviewedAt())),
                "There is no combo c9");
        assertThatRefused(
                () -> contents.addReview(new Review(
                        "r2", Review.Rating.EASY, Review.Type.MANUAL, Instant.EPOCH, "m1", "c1", null, null, null)),
                "of a move or of a combo");
        assertThatRefused(
                () -> contents.addReview(
                        new Review("r2", null, Review.Type.MOVE, Instant.EPOCH, "m1", null, null, null, null)),
                "no rating");
        assertThat(contents.reviewsOfMove("m1")).containsExactly(stored);
    }

    @Test
    void eachChangeIsInTheLogUntilAPlaceHoldsIt() throws Exception {
        contents.putMove(WINDMILL);
        contents.putMove(Move.of("m2", "Freeze", "freeze"));
        contents.putCombo(Combo.of("c1", "Set", List.of("m1")));
        world.clock.advance(Duration.ofMinutes(1));
        contents.renameMove("m1", "Mill");
        contents.deleteMove("m2");
        assertThat(log())
                .extracting(Entry::entityTable, Entry::entityId, Entry::action)
                .contains(
                        Tuple.tuple("moves", "m1", Action.CREATE),
                        Tuple.tuple("combos", "c1", Action.CREATE),
                        Tuple.tuple("combo_moves", "c1/m1/0", Action.CREATE),
                        Tuple.tuple("moves", "m1", Action.UPDATE),
                        Tuple.tuple("moves", "m2", Action.DELETE))
                .hasSize(6);
        assertThat(log()).noneMatch(Entry::synced).allMatch(Entry::videoSynced);
        world.video("a.mp4", "one");
        world.connect("nas");
        world.sync();
        assertThat(log()).hasSize(6).allMatch(Entry::synced);
        contents.renameMove("m1", "Windmill");
        assertThat(log()).filteredOn(entry -> !entry.synced()).hasSize(1);
    }

    @Test
    void aChangeWaitsForItsVideoUntilTwoDomainsHoldIt() throws Exception {
        world.video("a.mp4", "one");
        world.connect("nas");
        world.sync();
        ContentHash hash = hashOf("a.mp4");
        contents.putMove(WINDMILL.withVideo(hash));
        contents.putMove(Move.of("m2", "Freeze", "freeze").withVideo(ContentHash.parse("ab".repeat(32))));
        world.sync();
        assertThat(log()).allMatch(Entry::synced).noneMatch(Entry::videoSynced);
        world.connect("usb");
        world.sync();
        assertThat(log())
                .extracting(Entry::entityId, Entry::videoSynced)
                .containsExactlyInAnyOrder(Tuple.tuple("m1", true), Tuple.tuple("m2", false));
        contents.renameMove("m1", "Mill");
        assertThat(log()).filteredOn(entry -> entry.entityId().equals("m1")).allMatch(Entry::videoSynced);
    }

    private ContentHash hashOf(String file) {
        return world.engine().why(world.videos.resolve(file).toString()).asset().hash();
    }

    @Test
    void aClipThatAMoveOrComboShowsStaysWhenItsLastNameGoes() throws Exception {
        Path clip = world.video("a.mp4", "one");
        world.connect("nas", "usb");
        world.sync();
        contents.putMove(WINDMILL.withVideo(hashOf("a.mp4")));
        contents.putCombo(Combo.of("c1", "Set", List.of("m1")).withVideo(hashOf("a.mp4")));
        DeleteReport preview = world.engine().delete(List.of(clip), true, true);
        assertThat(preview.notes()).extracting(Finding::kind).containsExactly("video-in-use");
        DeleteReport kept = world.engine().delete(List.of(clip), false, false);
        assertThat(kept.assets()).isZero();
        assertThat(kept.names()).isEqualTo(1);
        assertThat(kept.notes())
                .singleElement()
                .satisfies(note -> assertThat(note.sentence())
                        .contains("a.mp4 stays, because it is the video of the move Windmill, the combo Set"));
        world.engine().undelete(List.of(clip), false);
        contents.deleteMove("m1");
        assertThat(world.engine().delete(List.of(clip), false, false).assets()).isZero();
        world.engine().undelete(List.of(clip), false);
        contents.deleteCombo("c1");
        assertThat(world.engine().delete(List.of(clip), false, false).assets()).isEqualTo(1);
    }

    @Test
    void withItsOwnWordAClipGoesThatAMoveShows() throws Exception {
        Path clip = world.video("a.mp4", "one");
        world.connect("nas", "usb");
        world.sync();
        contents.putMove(WINDMILL.withVideo(hashOf("a.mp4")));
        DeleteReport gone = world.engine().delete(List.of(clip), true, false);
        assertThat(gone.assets()).isEqualTo(1);
        assertThat(contents.moves()).hasSize(1);
    }

    @Test
    void whatAnImportBringsIsInTheTablesAndNotInTheLog() throws Exception {
        world.engine().metadata().take("""
                {"version":1,"exportedAt":"2026-02-01T00:00:00Z",
                 "comboMoves":[{"comboId":"c1","moveId":"m1","sequenceIndex":0},
                               {"comboId":"c1","moveId":"m9","sequenceIndex":1}],
                 "moves":[{"id":"m1","name":"Windmill","category":"power","createdAt":"2026-01-01T00:00:00Z"}],
                 "combos":[{"id":"c1","name":"Set"}]}
                """, false);
        assertThat(contents.moves()).extracting(Move::name).containsExactly("Windmill");
        assertThat(contents.combos().get(0).steps()).containsExactly(new Combo.Step("m1", 0));
        assertThat(log()).isEmpty();
        contents.putMove(Move.of("m9", "Freeze", "freeze"));
        world.engine().metadata().take("{\"version\":1,\"exportedAt\":\"2026-02-02T00:00:00Z\"}", false);
        assertThat(contents.combos().get(0).steps()).hasSize(2);
    }

    /** Two threads that each change another field of one move both keep what they set. */
    @Test
    void changesOfManyThreadsAllStand() throws Exception {
        contents.putMove(WINDMILL.withNotes("0").withLearningState("0"));
        AtomicInteger failures = new AtomicInteger();
        List<Thread> threads = List.of(
                new Thread(() -> count(failures, (move, i) -> move.withNotes(i))),
                new Thread(() -> count(failures, (move, i) -> move.withLearningState(i))));
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).hasValue(0);
        Move move = contents.move("m1").orElseThrow();
        assertThat(Map.of("notes", String.valueOf(move.notes()), "state", String.valueOf(move.learningState())))
                .isEqualTo(Map.of("notes", "20", "state", "20"));
    }

    private void count(AtomicInteger failures, BiFunction<Move, String, Move> change) {
        try {
            for (int i = 1; i <= 20; i++) {
                String value = Integer.toString(i);
                contents.changeMove("m1", move -> change.apply(move, value));
            }
        } catch (RuntimeException e) {
            failures.incrementAndGet();
        }
    }

    @Test
    void anEditIsInTheExportBeforeAnySync() throws Exception {
        contents.putMove(WINDMILL);
        StringWriter text = new StringWriter();
        world.engine().metadata().write(text);
        assertThat(text.toString()).contains("\"name\":\"Windmill\"");
    }
}
