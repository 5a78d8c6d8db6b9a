package breakdex.sync.sim;

import breakdex.sync.Ticker;
import breakdex.sync.provider.Fault;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.provider.StepHook;
import breakdex.sync.provider.memory.MemoryPlace;
import breakdex.sync.queue.OperationQueue;
import breakdex.sync.store.StepListener;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What befalls one process while it works. Every database write and provider call is two steps, one before and one
 * after; time passes with each, and at a step that was drawn beforehand the process dies, or somebody does something.
 */
final class Hazards implements StepListener {
    private static final Fault[] FAULTS = {
        Fault.UNREACHABLE, Fault.THROTTLED, Fault.AUTH, Fault.QUOTA, Fault.UNEXPECTED, Fault.UNEXPECTED
    };

    private static final Set<String> CHANGING = Set.of("commit", "commitAll", "delete", "setAside");

    /** Which steps are counted on the way to a moment. */
    enum Steps {
        ALL("step "),
        OF_DATABASE("database step "),
        /** Those of the database, while a file that lay in the library when the work began is not under its name. */
        WITH_A_FILE_AWAY("database step with a file away ");

        private final String words;

        Steps(String words) {
            this.words = words;
        }
    }

    /**
     * A moment of the engine's work.
     *
     * @param number of the step, from 1; 0 never comes
     */
    record Moment(Steps steps, int number) {
        @Override
        public String toString() {
            return steps.words + number;
        }
    }

    private final class Countdown {
        private final Steps steps;
        private int left;

        Countdown(Moment until) {
            this.steps = until.steps();
            this.left = until.number();
        }

        /** True at the one step that was meant. */
        boolean ends(boolean atDatabase) {
            return left > 0 && counts(atDatabase) && --left == 0;
        }

        private boolean counts(boolean atDatabase) {
            return switch (steps) {
                case ALL -> true;
                case OF_DATABASE -> atDatabase;
                case WITH_A_FILE_AWAY -> atDatabase && machine.isAFileAway();
            };
        }
    }

    private static final Moment NEVER = new Moment(Steps.ALL, 0);

    private final SimMachine machine;
    private final SimTime time;
    private final Random random;
    private final Baton baton;
    private final Watch watch;
    private boolean dead;
    private Countdown crash = new Countdown(NEVER);
    private Countdown untilEvent = new Countdown(NEVER);
    private Runnable event = () -> {};
    private Duration waited = Duration.ZERO;
    private boolean powerAtStake;
    private int failingPercent;
    private @Nullable Runnable afterCommit;
    private boolean syncing;
    private Countdown stall = new Countdown(NEVER);
    private Duration stallsFor = Duration.ZERO;
    private Instant standsUntil = Instant.MIN;
    private int repeatingPercent;

    Hazards(SimMachine machine, SimTime time, Random random, Baton baton, Watch watch) {
        this.machine = machine;
        this.time = time;
        this.random = random;
        this.baton = baton;
        this.watch = watch;
    }

    /** The process dies at this moment, counted from now; every later step of it throws too. */
    void crashAt(Moment when) {
        crash = new Countdown(when);
    }

    /** Something happens in the world between two steps. */
    void happensAt(Moment when, Runnable what) {
        untilEvent = new Countdown(when);
        event = what;
    }

    /** So many of a hundred provider calls fail, half of them after they were carried out. */
    void failing(int percent) {
        failingPercent = percent;
    }

    /** The whole process stands still for so long, its signs of life too. */
    void stallAt(Moment when, Duration length) {
        stall = new Countdown(when);
        stallsFor = length;
    }

    /** So many of a hundred calls that may be made twice are. */
    void repeating(int percent) {
        repeatingPercent = percent;
    }

    boolean repeats() {
        return repeatingPercent > 0 && random.nextInt(100) < repeatingPercent;
    }

    /** What it does from now on begins with phase one. */
    void syncing() {
        syncing = true;
    }

    boolean isSyncing() {
        return syncing;
    }

    /** Happens once, after the next commit and before anybody looks at it. */
    void afterCommit(Runnable what) {
        afterCommit = what;
    }

    /** Nothing befalls it any more, but what is dead stays dead. */
    void calm() {
        crash = new Countdown(NEVER);
        untilEvent = new Countdown(NEVER);
        stall = new Countdown(NEVER);
        failingPercent = 0;
        repeatingPercent = 0;
        afterCommit = null;
        syncing = false;
        waited = Duration.ZERO;
        powerAtStake &= dead;
    }

    /** The engine waits. Whom it waits for has lost its lease by then; who waits on would do so for ever. */
    void pause(Instant until) {
        Instant truth = machine.clock().truth(until);
        if (truth.isAfter(time.now())) {
            waited = waited.plus(Duration.between(time.now(), truth));
        }
        if (waited.compareTo(OperationQueue.LONGEST_LEASE) > 0) {
            throw new IllegalStateException("waits for what never comes");
        }
        baton.sleep(truth, () -> dead);
        mayLive();
    }

    /** Something that goes on beside the work, until it is closed or the process dies. */
    Ticker.Ticking every(Duration period, Runnable task) {
        Beat beat = new Beat(period, task);
        baton.start(new Baton.Job("heart", beat));
        return beat;
    }

    private final class Beat implements Ticker.Ticking, Runnable {
        private final Duration period;
        private final Runnable task;
        private boolean closed;

        Beat(Duration period, Runnable task) {
            this.period = period;
            this.task = task;
        }

        @Override
        public void run() {
            while (!closed && !dead) {
                baton.sleep(time.now().plus(period), () -> closed || dead);
                if (!closed && !dead) {
                    beat();
                }
            }
        }

        private void beat() {
            try {
                task.run();
            } catch (SimulatedCrash died) {
                closed = true;
            }
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** What it holds in memory is gone, and it does not know. */
    void die() {
        dead = true;
    }

    private void mayLive() {
        if (dead) {
            throw new SimulatedCrash();
        }
    }

    boolean isDead() {
        return dead;
    }

    /** Should the process die, then because the power goes out. */
    void powerAtStake() {
        powerAtStake = true;
    }

    boolean isPowerOut() {
        return dead && powerAtStake;
    }

    @Override
    public void before(String step) {
        step(true, step);
    }

    @Override
    public void after(String step) {
        mayLive();
        machine.databaseChanged(this, step.equals(StepListener.WRITE));
        step(true, step);
    }

    private void step(boolean atDatabase, String step) {
        mayLive();
        time.advance(Duration.ofMillis(1 + random.nextInt(200)));
        if (watch.isBroken()) {
            die();
        }
        baton.pass(step);
        mayLive();
        if (stall.ends(atDatabase)) {
            standsUntil = time.now().plus(stallsFor);
        }
        if (standsUntil.isAfter(time.now())) {
            baton.sleep(standsUntil, () -> dead);
            mayLive();
        }
        if (untilEvent.ends(atDatabase)) {
            event.run();
        }
        if (crash.ends(atDatabase)) {
            die();
            if (powerAtStake) {
                machine.die();
            }
            throw new SimulatedCrash();
        }
    }

    /** For the calls to one place. */
    StepHook at(MemoryPlace place) {
        return new StepHook() {
            @Override
            public void before(String call) throws ProviderException {
                step(false, call);
                mayFail(place, call);
            }

            @Override
            public void after(String call) throws ProviderException {
                Runnable now = afterCommit;
                if (now != null && call.startsWith("commit")) {
                    afterCommit = null;
                    now.run();
                }
                if (CHANGING.contains(call)) {
                    watch.placeChanged(machine.name(), call);
                }
                step(false, call);
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
