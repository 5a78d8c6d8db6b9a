package breakdex.sync.sim;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets exactly one of many threads run. Who holds the baton passes it at each step, to whom the seed says; so whatever
 * threads can do to one another they do here, and do again when the seed is run again. Nobody waits for anything but
 * through here: a wait in the dark, for a lock or a latch, would hold the baton for ever.
 */
final class Baton implements AutoCloseable {
    private final Random random;
    private final SimTime time;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "simulated");
        thread.setDaemon(true);
        return thread;
    });
    private final Semaphore allEnded = new Semaphore(0);
    /** In the order in which they were started. Only the holder of the baton touches it, or who runs alone. */
    private final List<Runner> runners = new ArrayList<>();

    /** Who runs; null while nobody but the caller of {@link #run} does. */
    private @Nullable Runner holder;

    private long steps;
    private long trace = 17;
    private boolean stuck;

    Baton(Random random, SimTime time) {
        this.random = random;
        this.time = time;
    }

    /** Somebody who runs, or waits for the baton. */
    private static final class Runner {
        private final String name;
        private final Semaphore turn = new Semaphore(0);
        private BooleanSupplier ready = () -> true;
        private @Nullable Instant wake;

        Runner(String name) {
            this.name = name;
        }

        boolean canRun(Instant now) {
            return ready.getAsBoolean() || (wake != null && !wake.isAfter(now));
        }
    }

    /** Something to be run by a thread of its own. Throws nothing. */
    record Job(String name, Runnable task) {}

    /** Runs all of them, and whatever they start, to their ends. The caller holds no baton. */
    void run(List<Job> jobs) {
        if (jobs.isEmpty()) {
            return;
        }
        jobs.forEach(this::start);
        next().turn.release();
        allEnded.acquireUninterruptibly();
        if (stuck) {
            throw new IllegalStateException("everybody waits for somebody");
        }
    }

    /** Lets another one take part from now on. */
    void start(Job job) {
        Runner runner = new Runner(job.name());
        runners.add(runner);
        threads.execute(() -> {
            runner.turn.acquireUninterruptibly();
            holder = runner;
            try {
                job.task().run();
            } finally {
                end(runner);
            }
        });
    }

    private void end(Runner runner) {
        note(runner.name, "end");
        runners.remove(runner);
        holder = null;
        if (runners.isEmpty()) {
            allEnded.release();
        } else {
            next().turn.release();
        }
    }

    /** A step ended: somebody else may be next. Does nothing for a caller who is none of the runners. */
    void pass(String step) {
        Runner runner = holder;
        if (runner != null) {
            note(runner.name, step);
            handOver(runner);
        }
    }

    /** Waits until that holds. */
    void await(BooleanSupplier ready) {
        wait(ready, null);
    }

    /** Waits until that time, or until {@code early} holds. */
    void sleep(Instant until, BooleanSupplier early) {
        wait(early, until);
    }

    private void wait(BooleanSupplier ready, @Nullable Instant wake) {
        Runner runner = holder;
        if (runner == null) {
            throw new IllegalStateException("only a runner can wait");
        }
        runner.ready = ready;
        runner.wake = wake;
        handOver(runner);
        runner.ready = () -> true;
        runner.wake = null;
    }

    private void handOver(Runner runner) {
        Runner next = next();
        if (next != runner) {
            next.turn.release();
            runner.turn.acquireUninterruptibly();
            holder = runner;
        }
        if (stuck) {
            throw new IllegalStateException("everybody waits for somebody");
        }
    }

    /** Where nobody can run, time goes on to the first who is to be woken. */
    private Runner next() {
        List<Runner> able = able();
        if (able.isEmpty()) {
            runners.stream()
                    .flatMap(runner -> java.util.stream.Stream.ofNullable(runner.wake))
                    .min(Instant::compareTo)
                    .ifPresent(time::reach);
            able = able();
        }
        if (able.isEmpty()) {
            stuck = true;
            return runners.get(0);
        }
        return able.get(random.nextInt(able.size()));
    }

    private List<Runner> able() {
        return runners.stream().filter(runner -> runner.canRun(time.now())).toList();
    }

    private void note(String who, String step) {
        steps++;
        trace = trace * 1_000_003
                + who.hashCode() * 31L
                + step.hashCode()
                + time.now().toEpochMilli();
    }

    /** How many steps there were so far. */
    long steps() {
        return steps;
    }

    /** Who took which step when, in one number: equal for equal runs. */
    long trace() {
        return trace;
    }

    /** Who is asking: an object that stands for the running thread; null outside of all runs. */
    @Nullable
    Object runner() {
        return holder;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
