package breakdex.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class InterruptionTest {
    @Test
    void aRequestInterruptsTheWorkerAndWaitsForIt() throws InterruptedException {
        Thread waiting = Thread.currentThread();
        Interruption interruption = new Interruption(waiting);
        Thread hook = interruption.hook();
        hook.start();
        assertThatThrownBy(() -> new CountDownLatch(1).await()).isInstanceOf(InterruptedException.class);
        assertThat(interruption.requested()).isTrue();
        interruption.finished();
        hook.join();
    }

    @Test
    void afterTheWorkIsFinishedNobodyIsInterrupted() {
        Interruption interruption = new Interruption(Thread.currentThread());
        interruption.finished();
        interruption.request();
        assertThat(Thread.interrupted()).isFalse();
        assertThat(interruption.requested()).isFalse();
    }

    @Test
    void aPersonWhoIsAskedIsNotWaitedFor() {
        Interruption interruption = new Interruption(Thread.currentThread());
        assertThat(interruption.asking(() -> {
                    interruption.request();
                    return "y";
                }))
                .isEqualTo("y");
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void whatIsLeftIsSaid() {
        InterruptedException cause = new InterruptedException();
        assertThat(new Stopped(3, cause)).hasMessage("Stopped. 3 operations wait; run `breakdex sync` to go on.");
        assertThat(new Stopped(1, cause)).hasMessage("Stopped. 1 operation waits; run `breakdex sync` to go on.");
        assertThat(new Stopped(0, cause)).hasMessage("Stopped. Run the same command again to go on.");
    }
}
