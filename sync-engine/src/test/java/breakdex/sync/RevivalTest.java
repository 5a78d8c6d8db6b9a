package breakdex.sync;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.event.Words;
import breakdex.sync.store.Claimant;
import breakdex.sync.store.Database;
import breakdex.sync.store.NewOperation;
import breakdex.sync.store.OperationFilter;
import breakdex.sync.store.OperationType;
import breakdex.sync.store.SyncOperation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What failed for good is tried again when its cause has changed, and only then. */
class RevivalTest {
    @TempDir
    Path root;

    private EngineWorld world;
    private Path clip = Path.of("");

    @BeforeEach
    void open() throws Exception {
        world = new EngineWorld(root);
        clip = world.video("a.mp4", "one");
        world.connect("a", "b");
        world.sync();
        failForGood();
    }

    @AfterEach
    void close() {
        world.close();
    }

    /** An upload to b, as if it had met damage once too often. */
    private void failForGood() {
        ContentHash hash = world.engine().why(clip.toString()).asset().hash();
        String place = world.engine().providers().get(1).id();
        Instant now = world.clock.instant();
        try (Database database = world.database()) {
            database.writing(tx -> {
                NewOperation upload =
                        new NewOperation("op", hash, place, OperationType.UPLOAD, 1, 3, NewOperation.ANYWHERE);
                tx.operations().enqueue(List.of(upload), now);
                List<SyncOperation> claimed = tx.operations()
                        .claim(
                                place,
                                List.of(OperationType.UPLOAD),
                                new Claimant("w", "m"),
                                1,
                                now,
                                now.plusSeconds(60));
                tx.operations().fail(claimed.get(0), "w", 3, "DAMAGED", "holds other bytes", null);
            });
        }
    }

    private List<String> indicators() {
        return world.engine().operations(OperationFilter.open(10)).stream()
                .map(OperationView::indicator)
                .toList();
    }

    @Test
    void whereNothingChangedItNeedsAPerson() throws Exception {
        world.clock.advance(Duration.ofHours(1));
        world.sync();
        assertThat(indicators()).containsExactly(Words.ERROR_BADGE);
    }

    @Test
    void aFileThatWasWrittenAnewIsTriedAgain() throws Exception {
        world.clock.advance(Duration.ofHours(1));
        Files.setLastModifiedTime(clip, FileTime.from(world.clock.instant()));
        world.clock.advance(Duration.ofHours(1));
        world.sync();
        assertThat(indicators()).isEmpty();
    }

    @Test
    void aPlaceThatIsTheRightOneAgainIsTriedAgain() throws Exception {
        Files.move(world.place("b"), root.resolve("unplugged"));
        Files.createDirectory(world.place("b"));
        world.sync();
        assertThat(indicators()).containsExactly(Words.ERROR_BADGE);
        Files.delete(world.place("b"));
        Files.move(root.resolve("unplugged"), world.place("b"));
        world.sync();
        assertThat(indicators()).isEmpty();
    }

    @Test
    void aPlaceThatAPersonChangedIsTriedAgain() {
        world.engine().allowCachedProof("b", true);
        assertThat(indicators()).containsExactly(Words.PENDING_IN_QUEUE);
    }

    @Test
    void aPlaceThatAPersonReconnectedIsTriedAgain() throws Exception {
        world.engine().reconnectProvider("b");
        assertThat(indicators()).containsExactly(Words.PENDING_IN_QUEUE);
    }
}
