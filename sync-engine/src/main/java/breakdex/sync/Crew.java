package breakdex.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs tasks side by side on the executor that was handed in, and waits for all of them. An interrupt of the caller
 * interrupts them, and they have some seconds to put their work back.
 */
final class Crew {
    private static final long PUT_BACK_SECONDS = 4;

    private final ExecutorService executor;

    Crew(ExecutorService executor) {
        this.executor = executor;
    }

    /**
     * @return results in the order of the tasks
     * @throws InterruptedException if this thread, or a task, was interrupted
     */
    <T> List<T> all(List<? extends Callable<T>> tasks) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(tasks.size());
        List<Running<T>> running = new ArrayList<>();
        for (Callable<T> task : tasks) {
            Once<T> once = new Once<>(task, ended);
            running.add(new Running<>(once, executor.submit(once)));
        }
        try {
            List<T> results = new ArrayList<>();
            for (Running<T> each : running) {
                results.add(each.future().get());
            }
            return results;
        } catch (InterruptedException e) {
            stop(running, ended);
            throw e;
        } catch (ExecutionException e) {
            stop(running, ended);
            throw rethrow(e);
        }
    }

    private record Running<T>(Once<T> task, Future<T> future) {}

    /** A task that is either run or skipped, and counts as ended after either. */
    private static final class Once<T> implements Callable<T> {
        private final Callable<T> task;
        private final CountDownLatch ended;
        private final AtomicBoolean begun = new AtomicBoolean();

        Once(Callable<T> task, CountDownLatch ended) {
            this.task = task;
            this.ended = ended;
        }

        @Override
        public T call() throws Exception {
            if (!begun.compareAndSet(false, true)) {
                throw new CancellationException();
            }
            try {
                return task.call();
            } finally {
                ended.countDown();
            }
        }

        void skipIfNotBegun() {
            if (begun.compareAndSet(false, true)) {
                ended.countDown();
            }
        }
    }

    private static <T> void stop(List<Running<T>> running, CountDownLatch ended) throws InterruptedException {
        for (Running<T> each : running) {
            each.task().skipIfNotBegun();
            each.future().cancel(true);
        }
        if (!ended.await(PUT_BACK_SECONDS, TimeUnit.SECONDS)) {
            throw new InterruptedException("work did not stop in time; what it held is taken back at the next start");
        }
    }

    private static RuntimeException rethrow(ExecutionException e) throws InterruptedException {
        Throwable cause = e.getCause();
        if (cause instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
    }
}
