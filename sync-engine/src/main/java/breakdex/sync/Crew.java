package breakdex.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

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
        List<Future<T>> running = new ArrayList<>();
        for (Callable<T> task : tasks) {
            running.add(executor.submit(() -> {
                try {
                    return task.call();
                } finally {
                    ended.countDown();
                }
            }));
        }
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : running) {
                results.add(future.get());
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

    private static <T> void stop(List<Future<T>> running, CountDownLatch ended) throws InterruptedException {
        running.forEach(future -> future.cancel(true));
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
