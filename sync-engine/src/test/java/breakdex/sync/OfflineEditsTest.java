package breakdex.sync;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.asset.Combo;
import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.Move;
import breakdex.sync.asset.Review;
import breakdex.sync.manifest.AppExchange;
import breakdex.sync.manifest.AppManifest;
import breakdex.sync.manifest.LibraryEdits;
import breakdex.sync.manifest.Lost;
import breakdex.sync.manifest.TwoDevices;
import breakdex.sync.provider.memory.MemoryPlace;
import breakdex.sync.store.MemoryFolder;
import breakdex.sync.store.TestDatabase;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two devices that change moves, combos and reviews without knowing of each other come to hold the same. */
class OfflineEditsTest {
    @TempDir(factory = MemoryFolder.class)
    Path home;

    private static LibraryContents contents(TwoDevices.Device device) {
        return new LibraryContents(
                device.database,
                device.id,
                new LibraryEdits(device.database, device.id, "machine-" + device.id, () -> "unused"));
    }

    private static AppExchange exchange(TwoDevices.Device device) {
        return new AppExchange(device.database, device.id, "machine-" + device.id, () -> "unused");
    }

    private static List<Lost> exchange(TwoDevices devices) throws Exception {
        devices.a.changes.publish();
        devices.b.changes.publish();
        List<Lost> lost = new ArrayList<>(devices.a.readFrom(devices.b));
        lost.addAll(devices.b.readFrom(devices.a));
        return lost;
    }

    /** All rows, as text. */
    private static List<String> rows(TwoDevices.Device device) {
        List<String> rows = new ArrayList<>();
        device.database.read(tx -> {
            tx.moves().all().forEach(move -> {
                rows.add(move.toString());
                tx.reviews().ofMove(move.id()).forEach(review -> rows.add(review.toString()));
            });
            tx.combos().all().forEach(combo -> {
                rows.add(combo.toString());
                tx.reviews().ofCombo(combo.id()).forEach(review -> rows.add(review.toString()));
            });
            return rows;
        });
        return rows;
    }

    private static String export(TwoDevices.Device device) throws IOException {
        StringWriter text = new StringWriter();
        exchange(device).write(TwoDevices.NOW, text);
        return text.toString();
    }

    private static void assertThatTheyAgree(TwoDevices.Device one, TwoDevices.Device other) throws IOException {
        assertThat(rows(one)).isEqualTo(rows(other)).isNotEmpty();
        assertThat(one.records()).isEqualTo(other.records());
        assertThat(export(one)).isEqualTo(export(other));
    }

    private static void knownToBoth(TwoDevices devices) throws Exception {
        LibraryContents a = contents(devices.a);
        for (String id : List.of("m1", "m2", "m3")) {
            a.putMove(Move.of(id, "Move " + id, "power"));
        }
        a.putCombo(Combo.of("c1", "Set", List.of("m1", "m2")));
        assertThat(exchange(devices)).isEmpty();
        assertThat(logged(devices.a)).isEqualTo(6);
        assertThat(logged(devices.b))
                .as("what came from outside is no change of b")
                .isZero();
        assertThat(devices.b.segments()).as("nor is it sent out again").isEmpty();
        assertThatTheyAgree(devices.a, devices.b);
    }

    private static int logged(TwoDevices.Device device) {
        return device.database.read(tx -> tx.log().changes().size());
    }

    private static Move move(TwoDevices.Device device) {
        return contents(device).move("m1").orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void differentFieldsOfOneMoveBothStay(TestDatabase kind) throws Exception {
        try (TwoDevices devices = new TwoDevices(home, kind)) {
            knownToBoth(devices);
            contents(devices.a).renameMove("m1", "Windmill");
            contents(devices.b).changeMove("m1", move -> move.withCategory("footwork"));
            assertThat(exchange(devices)).isEmpty();
            assertThat(move(devices.b).name()).isEqualTo("Windmill");
            assertThat(move(devices.a).category()).isEqualTo("footwork");
            assertThatTheyAgree(devices.a, devices.b);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void ofOneFieldTheLaterValueStandsAndTheOtherIsToldOnce(TestDatabase kind) throws Exception {
        try (TwoDevices devices = new TwoDevices(home, kind)) {
            knownToBoth(devices);
            contents(devices.a).renameMove("m1", "Windmill");
            contents(devices.b).renameMove("m1", "Mill");
            assertThat(exchange(devices)).containsExactly(new Lost("move", "m1", "name", "\"Windmill\"", "\"Mill\""));
            assertThat(move(devices.a).name()).isEqualTo("Mill");
            assertThatTheyAgree(devices.a, devices.b);
            assertThat(exchange(devices)).isEmpty();
        }
    }

    /** What is changed while a run reads is told before that is read: nobody takes it for an answer to it. */
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aChangeBetweenTellingAndReadingIsAConflictToo(TestDatabase kind) throws Exception {
        try (TwoDevices devices = new TwoDevices(home, kind)) {
            knownToBoth(devices);
            contents(devices.a).renameMove("m1", "Windmill");
            devices.a.changes.publish();
            devices.b.changes.publish();
            contents(devices.b).renameMove("m1", "Mill");
            assertThat(devices.b.readFrom(devices.a)).isEmpty();
            devices.b.changes.publish();
            assertThat(devices.a.readFrom(devices.b))
                    .containsExactly(new Lost("move", "m1", "name", "\"Windmill\"", "\"Mill\""));
            assertThatTheyAgree(devices.a, devices.b);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aDeleteBesideAnEditEndsTheSameEverywhereAndIsTold(TestDatabase kind) throws Exception {
        try (TwoDevices devices = new TwoDevices(home, kind)) {
            knownToBoth(devices);
            contents(devices.a).deleteMove("m1");
            contents(devices.b).renameMove("m1", "Mill");
            assertThat(exchange(devices)).extracting(Lost::field).containsExactly("deleted");
            assertThat(move(devices.a).isDeleted()).isFalse();
            assertThat(move(devices.a).name()).isEqualTo("Mill");
            assertThatTheyAgree(devices.a, devices.b);
            contents(devices.b).deleteMove("m1");
            exchange(devices);
            assertThat(move(devices.a).isDeleted()).isTrue();
            assertThat(contents(devices.a).moves()).extracting(Move::id).containsExactly("m2", "m3");
            assertThatTheyAgree(devices.a, devices.b);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void ofTwoSequencesEveryMoveThatSomebodyPutInStays(TestDatabase kind) throws Exception {
        try (TwoDevices devices = new TwoDevices(home, kind)) {
            knownToBoth(devices);
            contents(devices.a).putMove(Move.of("m4", "Freeze", "freeze"));
            contents(devices.a).putCombo(combo(devices.a).withMoves(List.of("m1", "m4", "m2")));
            contents(devices.b).putCombo(combo(devices.b).withMoves(List.of("m1", "m3", "m2")));
            exchange(devices);
            assertThat(combo(devices.a).steps())
                    .containsExactly(
                            new Combo.Step("m1", 0),
                            new Combo.Step("m3", 1),
                            new Combo.Step("m4", 1),
                            new Combo.Step("m2", 2));
            assertThatTheyAgree(devices.a, devices.b);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aMoveTakenOutOfASequenceIsGoneEverywhereAndComesBackWhenItIsPutInAgain(TestDatabase kind) throws Exception {
        try (TwoDevices devices = new TwoDevices(home, kind)) {
            knownToBoth(devices);
            contents(devices.a).putCombo(combo(devices.a).withMoves(List.of("m2", "m2")));
            exchange(devices);
            assertThat(combo(devices.b).steps()).containsExactly(new Combo.Step("m2", 0), new Combo.Step("m2", 1));
            assertThatTheyAgree(devices.a, devices.b);
            contents(devices.b).putCombo(combo(devices.b).withMoves(List.of("m1")));
            exchange(devices);
            assertThat(combo(devices.a).steps()).containsExactly(new Combo.Step("m1", 0));
            assertThatTheyAgree(devices.a, devices.b);
        }
    }

    private static Combo combo(TwoDevices.Device device) {
        return contents(device).combo("c1").orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void reviewsOfBothUnite(TestDatabase kind) throws Exception {
        try (TwoDevices devices = new TwoDevices(home, kind)) {
            knownToBoth(devices);
            Instant when = TwoDevices.NOW.minusSeconds(60);
            contents(devices.a).addReview(Review.ofMove("r1", "m1", Review.Rating.GOOD, when));
            contents(devices.b).addReview(Review.ofMove("r2", "m1", Review.Rating.HARD, when.plusSeconds(1)));
            contents(devices.b).addReview(Review.ofCombo("r3", "c1", Review.Rating.EASY, when));
            exchange(devices);
            assertThat(contents(devices.a).reviewsOfMove("m1"))
                    .extracting(Review::rating)
                    .containsExactly(Review.Rating.GOOD, Review.Rating.HARD);
            assertThat(contents(devices.a).reviewsOfCombo("c1")).hasSize(1);
            assertThatTheyAgree(devices.a, devices.b);
        }
    }

    /** Segments that a snapshot covers are sent nowhere any more. */
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aChangeThatASnapshotTellsOfIsPassedOnWithIt(TestDatabase kind) throws Exception {
        try (TwoDevices devices = new TwoDevices(home, kind)) {
            MemoryPlace place = new MemoryPlace("nas", "server:nas");
            devices.a.place("nas");
            contents(devices.a).putMove(Move.of("m1", "Windmill", "power"));
            devices.a.changes.publish();
            devices.a.tellSomething(64);
            devices.a.exchange();
            assertThat(synced(devices.a)).containsExactly(false);
            devices.a.exchange(place);
            assertThat(synced(devices.a)).containsExactly(true);
            devices.b.exchange(place);
            assertThat(contents(devices.b).moves()).hasSize(1);
        }
    }

    private static List<Boolean> synced(TwoDevices.Device device) {
        return device.database.read(
                tx -> tx.log().changes().stream().map(entry -> entry.synced()).toList());
    }

    /** Whatever two devices do, in whatever order they hear of it, and a third that only listens. */
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anyEditsEndTheSameForWhoeverHearsOfThem(TestDatabase kind) throws Exception {
        long seed = 20_260_301;
        Random random = new Random(seed);
        try (TwoDevices devices = new TwoDevices(home, kind);
                TwoDevices.Device listener = new TwoDevices.Device(home, kind, "listener")) {
            List<TwoDevices.Device> both = List.of(devices.a, devices.b);
            for (int i = 0; i < 200; i++) {
                TwoDevices.Device one = both.get(random.nextInt(2));
                edit(contents(one), random, one.id + i);
                if (random.nextInt(10) == 0) {
                    one.changes.publish();
                    (one == devices.a ? devices.b : devices.a).readFrom(one);
                }
            }
            exchange(devices);
            listener.readFrom(devices.b);
            listener.readFrom(devices.a);
            assertThat(rows(listener)).as("seed " + seed).isEqualTo(rows(devices.a));
            assertThatTheyAgree(devices.a, devices.b);
            assertThat(exchange(devices)).isEmpty();
            devices.a.database.read(tx -> {
                assertThat(tx.records().pending()).isEmpty();
                return seed;
            });
        }
    }

    private static void edit(LibraryContents contents, Random random, String fresh) {
        List<Move> moves = contents.moves();
        List<Combo> combos = contents.combos();
        int what = random.nextInt(10);
        if (moves.size() < 3 || what == 0) {
            contents.putMove(Move.of("m" + random.nextInt(8), "Move " + fresh, "power"));
        } else if (what == 1 && moves.size() > 4) {
            contents.deleteMove(any(moves, random).id());
        } else if (what < 4) {
            contents.changeMove(
                    any(moves, random).id(),
                    move -> move.withNotes(fresh).withVideo(ContentHash.parse("ab".repeat(32))));
        } else if (what == 4) {
            contents.archiveMove(any(moves, random).id(), random.nextBoolean() ? fresh : null);
        } else if (combos.size() < 2 || what < 8) {
            List<String> sequence = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                sequence.add(any(moves, random).id());
            }
            contents.putCombo(Combo.of("c" + random.nextInt(3), "Set " + random.nextInt(3), sequence));
        } else if (what == 8) {
            contents.deleteCombo(any(combos, random).id());
        } else {
            contents.addReview(Review.ofMove(fresh, any(moves, random).id(), Review.Rating.GOOD, TwoDevices.NOW));
        }
    }

    private static <T> T any(List<T> list, Random random) {
        List<T> shuffled = new ArrayList<>(list);
        Collections.shuffle(shuffled, random);
        return shuffled.get(0);
    }

    /** What this version knows nothing of, and what its columns cannot hold, outlives a change of the rest. */
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anEditLeavesEveryOtherFieldOfAnImportAsItCame(TestDatabase kind) throws Exception {
        String item =
                "{\"id\":\"m1\",\"name\":\"%s\",\"category\":\"power\",\"createdAt\":\"2026-01-05T10:00:00+01:00\","
                        + "\"notes\":{\"rich\":[1,2.50]},\"bpm\":1.10%s}";
        String before = "{\"version\":1,\"exportedAt\":\"2026-02-01T00:00:00Z\",\"moves\":["
                + item.formatted("Mill", "")
                + "],\"reviews\":[{\"id\":\"r1\",\"entityId\":\"m1\",\"entityType\":\"move\","
                + "\"rating\":\"good\",\"createdAt\":\"2026-01-06T10:00:00\"}]}";
        try (TwoDevices devices = new TwoDevices(home, kind)) {
            exchange(devices.a).take(AppManifest.parse(before));
            Move imported = move(devices.a);
            assertThat(imported.createdAt()).isEqualTo("2026-01-05T09:00:00Z");
            assertThat(imported.notes()).isNull();
            Review review = contents(devices.a).reviewsOfMove("m1").get(0);
            assertThat(review.rating()).isEqualTo(Review.Rating.GOOD);
            assertThat(review.type()).isEqualTo(Review.Type.MOVE);
            assertThat(review.reviewedAt()).isEqualTo("2026-01-06T10:00:00Z");
            Move renamed = contents(devices.a).putMove(imported.withName("Windmill"));
            assertThat(export(devices.a))
                    .contains("\"notes\":{\"rich\":[1,2.50]}")
                    .contains("\"bpm\":1.10")
                    .contains("\"createdAt\":\"2026-01-05T10:00:00+01:00\"")
                    .contains("\"name\":\"Windmill\"")
                    .contains("\"updatedAt\":\"" + renamed.updatedAt() + "\"")
                    .contains("\"rating\":\"good\"");
            exchange(devices);
            assertThatTheyAgree(devices.a, devices.b);
        }
    }
}
