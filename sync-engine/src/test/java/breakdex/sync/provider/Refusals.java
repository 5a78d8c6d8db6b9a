package breakdex.sync.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;

/** Calls that must fail. */
final class Refusals {
    private Refusals() {}

    /** A call to a provider. */
    interface Call {
        void run() throws ProviderException, InterruptedException;
    }

    /** Runs the call, and returns why it failed: with one of these faults, naming provider and call. */
    static ProviderException refused(CloudProvider provider, Call call, Fault... faults) throws InterruptedException {
        try {
            call.run();
        } catch (ProviderException e) {
            assertThat(e.fault()).as(e.getMessage()).isIn((Object[]) faults);
            assertThat(e.provider()).isEqualTo(provider.name());
            assertThat(e.call()).isNotBlank();
            assertThat(e.answer()).isNotBlank();
            return e;
        }
        return fail("was to fail with one of " + Arrays.toString(faults));
    }
}
