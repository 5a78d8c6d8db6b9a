package breakdex.sync.sim;

import breakdex.sync.TestClock;
import breakdex.sync.provider.Fault;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.provider.StepHook;
import breakdex.sync.provider.memory.MemoryPlace;
import breakdex.sync.store.StepListener;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What befalls one process while it works. Every database write and provider call is two steps, one before and one
 * after; time passes with each, and at a step that was drawn beforehand the process dies, or somebody does something.
 */
final class Hazards implements StepListener {
    private static final Fault[] FAULTS = {
        Fault.UNREACHABLE, Fault.THROTTLED, Fault.AUTH, Fault.QUOTA, Fault.UNEXPECTED, Fault.UNEXPECTED
    };

    private final TestClock clock;
    private final Random random;
    private boolean dead;
    private int crashIn;
    private int eventIn;
    private Runnable event = () -> {};
    private int failingPercent;
    private @Nullable Runnable afterCommit;

    Hazards(TestClock clock, Random random) {
        this.clock = clock;
        this.random = random;
    }

    /** The process dies at this step from now; every later step of it throws too. */
    void crashIn(int steps) {
        crashIn = steps;
    }

    /** Something happens in the world between two steps. */
    void happensIn(int steps, Runnable what) {
        eventIn = steps;
        event = what;
    }

    /** So many of a hundred provider calls fail, half of them after they were carried out. */
    void failing(int percent) {
        failingPercent = percent;
    }

    /** Happens once, after the next commit and before anybody looks at it. */
    void afterCommit(Runnable what) {
        afterCommit = what;
    }

    /** Nothing befalls it any more, but what is dead stays dead. */
    void calm() {
        crashIn = 0;
        eventIn = 0;
        failingPercent = 0;
        afterCommit = null;
    }

    boolean isDead() {
        return dead;
    }

    @Override
    public void before(String step) {
        step();
    }

    @Override
    public void after(String step) {
        step();
    }

    private void step() {
        if (dead) {
            throw new SimulatedCrash();
        }
        clock.advance(Duration.ofMillis(1 + random.nextInt(200)));
        if (eventIn > 0 && --eventIn == 0) {
            event.run();
        }
        if (crashIn > 0 && --crashIn == 0) {
            dead = true;
            throw new SimulatedCrash();
        }
    }

    /** For the calls to one place. */
    StepHook at(MemoryPlace place) {
        return new StepHook() {
            @Override
            public void before(String call) throws ProviderException {
                step();
                mayFail(place, call);
            }

            @Override
            public void after(String call) throws ProviderException {
                Runnable now = afterCommit;
                if (now != null && call.startsWith("commit")) {
                    afterCommit = null;
                    now.run();
                }
                step();
                mayFail(place, call);
            }
        };
    }

    private void mayFail(MemoryPlace place, String call) throws ProviderException {
        if (failingPercent > 0 && random.nextInt(200) < failingPercent) {
            Fault fault = FAULTS[random.nextInt(FAULTS.length)];
            throw new ProviderException(place.id(), call, "simulated", fault, null);
        }
    }
}
