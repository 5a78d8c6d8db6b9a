package breakdex.sync.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Some worlds a build; {@code test/simulate} runs as many as there is time for. */
class SimulatorTest {
    private static final int SEEDS_A_GROUP = 3;
    private static final int STEPS = 30;

    @ParameterizedTest
    @ValueSource(longs = {1, 4, 7})
    void allPromisesHoldAfterEveryStepFromSeed(long from) throws Exception {
        for (long seed = from; seed < from + SEEDS_A_GROUP; seed++) {
            assertThat(Simulate.run(seed, STEPS)).isEmpty();
        }
    }

    @Test
    void oneSeedGivesTheSameStepsAgain(@TempDir Path root) throws Exception {
        Simulation.Result once = Simulation.run(root.resolve("once"), 3, STEPS);
        Simulation.Result again = Simulation.run(root.resolve("again"), 3, STEPS);
        assertThat(again).isEqualTo(once);
    }
}
