package breakdex.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands until it is moved. Safe for many threads. */
public final class TestClock extends Clock {
    private volatile Instant now;

    public TestClock(Instant now) {
        this.now = now;
    }

    /** A day ahead of the machine, so that files made just now look settled. */
    public static TestClock aDayAhead() {
        return new TestClock(InstantSource.system().instant().plus(Duration.ofDays(1)));
    }

    /** As the machine's, and so as that of a server on it. */
    public static TestClock asTheMachine() {
        return new TestClock(InstantSource.system().instant());
    }

    public void advance(Duration by) {
        now = now.plus(by);
    }

    public void set(Instant time) {
        now = time;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
