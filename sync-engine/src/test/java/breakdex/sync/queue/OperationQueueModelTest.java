package breakdex.sync.queue;

import breakdex.sync.store.MemoryFolder;
import breakdex.sync.store.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The queue does what its rules say, whatever happens to it and in whatever order. More seeds, or one of them again:
 * {@code mvn test -Dtest=OperationQueueModelTest -Dbreakdex.queue.seeds=1000 -Dbreakdex.queue.from=1}.
 */
class OperationQueueModelTest {
    private static final long SEEDS = Long.getLong("breakdex.queue.seeds", 25);
    private static final long FROM = Long.getLong("breakdex.queue.from", 1);
    private static final int STEPS = Integer.getInteger("breakdex.queue.steps", 300);

    @TempDir(factory = MemoryFolder.class)
    Path home;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void theTableIsAsTheRulesSayAfterEveryStep(TestDatabase kind) {
        try (QueueWorld world = new QueueWorld(home, kind)) {
            for (long seed = FROM; seed < FROM + SEEDS; seed++) {
                QueueRun.run(world, seed, STEPS);
            }
        }
    }
}
