package breakdex.sync;

import java.time.Instant;

/** Waits; handed in, so that simulated time need not pass. */
@FunctionalInterface
public interface Pause {
    void until(Instant time) throws InterruptedException;
}
