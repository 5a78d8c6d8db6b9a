package breakdex.sync.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs at once whatever it is given, and ends when all of it has ended, or any of it has failed. */
public final class Race {
    private static final long SECONDS = 240;

    private final AtomicBoolean failed = new AtomicBoolean();

    /** Part of a runner: true where going on makes no sense, because another failed. */
    public boolean isLost() {
        return failed.get();
    }

    /** @throws Exception what the first of them threw that failed */
    public void run(List<? extends Callable<?>> runners) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(runners.size());
        try {
            List<Future<?>> running = new ArrayList<>();
            for (Callable<?> runner : runners) {
                running.add(threads.submit(() -> {
                    boolean well = false;
                    try {
                        runner.call();
                        well = true;
                    } finally {
                        if (!well) {
                            failed.set(true);
                        }
                    }
                    return well;
                }));
            }
            for (Future<?> each : running) {
                each.get(SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException e) {
            throw new AssertionError("a runner failed: " + e.getCause(), e.getCause());
        } finally {
            failed.set(true);
            threads.shutdownNow();
        }
    }
}
