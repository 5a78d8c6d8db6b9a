package breakdex.sync;

import java.time.Duration;

/** Calls something again and again while other work goes on. Simulations decide themselves when; nobody sleeps. */
@FunctionalInterface
public interface Ticker {
    /**
     * @param task quick; what it throws ends nothing but that call
     * @return ends the calls when it is closed, and returns once none runs any more
     */
    Ticking every(Duration period, Runnable task);

    /** Calls that go on until this is closed. */
    interface Ticking extends AutoCloseable {
        @Override
        void close();
    }
}
