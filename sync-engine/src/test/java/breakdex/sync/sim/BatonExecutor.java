package breakdex.sync.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The threads of one simulated process: each runs only while it holds the baton. */
final class BatonExecutor extends AbstractExecutorService {
    private final Baton baton;
    private final String process;
    private final List<Task<?>> open = new ArrayList<>();
    private boolean shutdown;

    BatonExecutor(Baton baton, String process) {
        this.baton = baton;
        this.process = process;
    }

    @Override
    public void execute(Runnable task) {
        baton.start(new Baton.Job(process, task));
    }

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Callable<T> callable) {
        Task<T> task = new Task<>(callable);
        open.add(task);
        return task;
    }

    private final class Task<T> extends FutureTask<T> {
        private final @Nullable Object starter = baton.runner();

        Task(Callable<T> callable) {
            super(callable);
        }

        @Override
        protected void done() {
            open.remove(this);
        }

        /** What failed is told once all that were started beside it have ended: who waits for them holds the baton. */
        @Override
        public T get() throws InterruptedException, ExecutionException {
            baton.await(this::isDone);
            try {
                return super.get();
            } catch (ExecutionException e) {
                baton.await(() -> open.stream().noneMatch(task -> task.starter == starter));
                throw e;
            }
        }
    }

    @Override
    public void shutdown() {
        shutdown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown = true;
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return shutdown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return shutdown;
    }
}
