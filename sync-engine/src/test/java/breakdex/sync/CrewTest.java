package breakdex.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A task that was cancelled before it began was waited for, and its absence hid why the others had failed. */
class CrewTest {
    /** Runs the first task at once and never comes to the others. */
    private static final class OnlyTheFirst extends AbstractExecutorService {
        private boolean used;

        @Override
        public void execute(Runnable task) {
            if (!used) {
                used = true;
                task.run();
            }
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }

    @Test
    void aFailureIsNotHiddenByTasksThatNeverBegan() {
        Callable<Integer> fails = () -> {
            throw new IllegalStateException("the real reason");
        };
        assertThatThrownBy(() -> new Crew(new OnlyTheFirst()).all(List.of(fails, () -> 2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the real reason");
    }

    @Test
    void resultsComeInTheOrderOfTheTasks() throws Exception {
        assertThat(new Crew(new OnlyTheFirst()).all(List.of(() -> 1))).containsExactly(1);
    }
}
