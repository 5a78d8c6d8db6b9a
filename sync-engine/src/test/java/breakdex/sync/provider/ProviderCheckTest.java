package breakdex.sync.provider;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.provider.memory.MemoryHarness;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProviderCheckTest {
    private final MemoryHarness far = new MemoryHarness();

    private Set<String> failedOn(String mutant) throws InterruptedException {
        var make = UploadMutants.ALL.containsKey(mutant) ? UploadMutants.ALL : ObjectMutants.ALL;
        CloudProvider provider = new ForwardingProvider(far.open()) {
            @Override
            public CloudProvider scratch() throws ProviderException, InterruptedException {
                return Objects.requireNonNull(make.get(mutant)).apply(in.scratch(), far);
            }
        };
        return ProviderCheck.run(provider).stream()
                .filter(result -> !result.passed())
                .peek(result -> assertThat(result.detail()).isNotBlank())
                .map(CheckResult::name)
                .collect(Collectors.toSet());
    }

    @Test
    void allIsWellWithAProviderThatIsWell() throws Exception {
        List<CheckResult> results = ProviderCheck.run(far.open());
        assertThat(results).hasSizeGreaterThan(8).allMatch(CheckResult::passed);
        assertThat(results).extracting(CheckResult::name).doesNotHaveDuplicates();
    }

    @Test
    void namesWhatIsWrong() throws Exception {
        assertThat(failedOn("a commit fills up what is missing"))
                .containsExactly("a source that ends early is refused");
        assertThat(failedOn("a delete deletes nothing")).contains("a file is deleted, and seen gone");
        assertThat(failedOn("a delete of what is absent fails")).contains("deleting what is not there is no failure");
        assertThat(failedOn("setting aside leaves it there")).containsExactly("a file is set aside");
        assertThat(failedOn("one byte of a send arrives changed")).contains("a file is stored and read back");
        assertThat(failedOn("a read from the medium drops the tail")).contains("a file is stored and read back");
    }

    @Test
    void endsWhereAProviderNeverGetsOn() throws Exception {
        CloudProvider stuck = new ForwardingProvider(far.open()) {
            @Override
            public CloudProvider scratch() {
                return new ForwardingProvider(in) {
                    @Override
                    public Upload begin(UploadRequest request) throws ProviderException, InterruptedException {
                        return new ForwardingUpload(in.begin(request), request) {
                            @Override
                            public void send(ByteBuffer bytes) {
                                bytes.position(bytes.limit());
                            }
                        };
                    }
                };
            }
        };
        assertThat(ProviderCheck.run(stuck))
                .anySatisfy(result -> assertThat(result.detail()).contains("confirms none"));
    }

    @Test
    void saysThatNoPlaceCouldBeHad() throws Exception {
        far.begin(ProviderHarness.Trouble.UNREACHABLE);
        List<CheckResult> results = ProviderCheck.run(far.open());
        assertThat(results).hasSize(1).noneMatch(CheckResult::passed);
        assertThat(results.get(0).detail()).contains("my memory");
    }
}
