package breakdex.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.store.Claimant;
import breakdex.sync.store.Database;
import breakdex.sync.store.NewOperation;
import breakdex.sync.store.OperationType;
import breakdex.sync.store.SyncOperation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A retry that was due long ago and that only another machine may take was waited for, again and again, for ever. */
class OverdueElsewhereTest {
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);

    @TempDir
    Path root;

    @Test
    void aWorkerThatCannotTakeItComesToItsEnd() throws Exception {
        try (EngineWorld world = new EngineWorld(root)) {
            Path clip = world.video("a.mp4", "one");
            world.connect("a", "b");
            world.sync();
            ContentHash hash = world.engine().why(clip.toString()).asset().hash();
            failElsewhere(world, hash, world.engine().providers().get(0).id());
            WorkReport report =
                    assertTimeoutPreemptively(LONG_ENOUGH, () -> world.engine().work(new WorkRequest(true, false)));
            assertThat(report.operations()).isZero();
            assertThat(report.left()).isEqualTo(1);
        }
    }

    private static void failElsewhere(EngineWorld world, ContentHash hash, String place) {
        Instant longAgo = world.clock.instant().minus(Duration.ofHours(1));
        NewOperation upload = new NewOperation("op", hash, place, OperationType.UPLOAD, 1, 3, "another machine");
        try (Database database = world.database()) {
            database.writing(tx -> {
                tx.operations().enqueue(List.of(upload), longAgo);
                List<SyncOperation> claimed = tx.operations()
                        .claim(
                                place,
                                List.of(OperationType.UPLOAD),
                                new Claimant("w", "another machine"),
                                1,
                                longAgo,
                                longAgo.plusSeconds(60));
                tx.operations().fail(claimed.get(0), "w", 1, "UNEXPECTED", "odd", longAgo.plusSeconds(5));
            });
        }
    }
}
