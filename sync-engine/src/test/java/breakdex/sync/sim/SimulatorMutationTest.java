package breakdex.sync.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A simulator that finds nothing may be blind. So faults are put into the engine, and each must be found. {@code
 * test/simulate --faults N} tries the rarer ones too. */
class SimulatorMutationTest {
    private static final int SEEDS = 40;
    private static final int STEPS = 30;

    static Stream<PlantedFault> faults() {
        return PlantedFaults.foundSoon().stream();
    }

    /** The rarer ones are tried seldom, and the engine goes on. */
    @Test
    void everyPlantedFaultStillFits() throws Exception {
        for (PlantedFault fault : PlantedFaults.all()) {
            assertThat(fault.source()).as(fault.name()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void everyPlantedFaultIsFound(PlantedFault fault) throws Exception {
        assertThat(fault.caughtWithin(SEEDS, STEPS)).as(fault.name()).isPresent();
    }
}
