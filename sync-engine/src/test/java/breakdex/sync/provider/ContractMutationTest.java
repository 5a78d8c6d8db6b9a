package breakdex.sync.provider;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.provider.memory.MemoryHarness;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The contract notices what is wrong with a provider. */
class ContractMutationTest {
    @TestFactory
    Stream<DynamicTest> everyMutantIsCaught() {
        return MutationRun.of(CloudProviderContract.class, mutants(), (in, far) -> in, mutant -> () -> subject(mutant));
    }

    @Test
    void thereAreEnoughMutants() {
        assertThat(mutants()).hasSizeGreaterThan(20);
        assertThat(MutationRun.checks(CloudProviderContract.class)).hasSizeGreaterThan(60);
    }

    private static Map<String, BiFunction<CloudProvider, ProviderHarness, CloudProvider>> mutants() {
        Map<String, BiFunction<CloudProvider, ProviderHarness, CloudProvider>> all = new TreeMap<>();
        all.putAll(UploadMutants.ALL);
        all.putAll(ObjectMutants.ALL);
        all.putAll(MetadataMutants.ALL);
        all.putAll(PlaceMutants.ALL);
        return all;
    }

    private static CloudProviderContract subject(BiFunction<CloudProvider, ProviderHarness, CloudProvider> mutant) {
        MemoryHarness far = new MemoryHarness();
        ProviderHarness harness = new WrappedHarness(far, in -> mutant.apply(in, far));
        return () -> harness;
    }
}
