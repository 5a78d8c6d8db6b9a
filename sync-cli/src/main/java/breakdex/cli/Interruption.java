package breakdex.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C as an interrupt: the thread that works is told to stop, and the process waits a little for it, so that it can
 * say what is left. Thread-safe.
 */
final class Interruption {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Thread worker;
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean requested;
    private volatile boolean asking;

    Interruption(Thread worker) {
        this.worker = worker;
    }

    /** For {@code Runtime.addShutdownHook}. Does nothing once the work is finished. */
    Thread hook() {
        return new Thread(this::request, "breakdex-stop");
    }

    /** Blocks until the worker has finished, five seconds at most. */
    void request() {
        // A thread that waits for a person's line hears no interrupt, and has nothing to finish.
        if (finished.getCount() == 0 || asking) {
            return;
        }
        requested = true;
        worker.interrupt();
        try {
            finished.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean requested() {
        return requested;
    }

    void finished() {
        finished.countDown();
    }

    /** Runs a question that waits for a person. */
    @Nullable
    String asking(Supplier<@Nullable String> question) {
        asking = true;
        try {
            return question.get();
        } finally {
            asking = false;
        }
    }
}
