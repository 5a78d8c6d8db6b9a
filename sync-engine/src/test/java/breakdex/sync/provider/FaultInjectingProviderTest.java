package breakdex.sync.provider;

import static breakdex.sync.provider.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.provider.memory.MemoryHarness;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where its hook does nothing, the wrapper changes nothing. */
class FaultInjectingProviderTest implements CloudProviderContract {
    private final ProviderHarness harness =
            new WrappedHarness(new MemoryHarness(), inner -> new FaultInjectingProvider(inner, new Steps("none")));

    @Override
    public ProviderHarness harness() {
        return harness;
    }

    @Test
    void tellsOfEachStepBeforeAndAfterIt() throws Exception {
        Steps steps = new Steps("none");
        CloudProvider provider = new FaultInjectingProvider(new MemoryHarness().open(), steps);
        Clip.of(1, 10).store(provider);
        assertThat(steps.seen)
                .containsExactly(
                        "before begin", "after begin", "before send", "after send", "before commit", "after commit");
    }

    @Test
    void whatIsThrownAfterAStepIsALostAnswer() throws Exception {
        MemoryHarness far = new MemoryHarness();
        CloudProvider provider = new FaultInjectingProvider(far.open(), new Steps("after commit"));
        Clip clip = Clip.of(1, 10);
        refused(provider, () -> clip.store(provider), Fault.UNREACHABLE);
        assertThat(far.open().find(clip.hash())).isInstanceOf(Presence.Present.class);
    }

    @Test
    void whatIsThrownBeforeAStepKeepsItFromHappening() throws Exception {
        MemoryHarness far = new MemoryHarness();
        CloudProvider provider = new FaultInjectingProvider(far.open(), new Steps("before commit"));
        Clip clip = Clip.of(1, 10);
        refused(provider, () -> clip.store(provider), Fault.UNREACHABLE);
        assertThat(far.open().find(clip.hash())).isEqualTo(new Presence.Absent());
    }

    private static final class Steps implements StepHook {
        private final String failing;
        private final List<String> seen = new ArrayList<>();

        Steps(String failing) {
            this.failing = failing;
        }

        @Override
        public void before(String call) throws ProviderException {
            step("before " + call);
        }

        @Override
        public void after(String call) throws ProviderException {
            step("after " + call);
        }

        private synchronized void step(String step) throws ProviderException {
            seen.add(step);
            if (step.equals(failing)) {
                throw new ProviderException("my memory", step, "made to fail", Fault.UNREACHABLE, null);
            }
        }
    }
}
