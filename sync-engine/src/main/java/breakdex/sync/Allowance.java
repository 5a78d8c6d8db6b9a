package breakdex.sync;

import java.time.Clock;
import java.time.Instant;

/** What is left of a {@link VerifyBudget} in one run, which begins when this is made. Safe for many threads. */
final class Allowance {
    private final Clock clock;
    private final Instant until;
    private long bytes;

    Allowance(VerifyBudget budget, Clock clock) {
        this.clock = clock;
        this.until = clock.instant().plus(budget.maxTime());
        this.bytes = budget.maxBytes();
    }

    /** When nothing more is begun. */
    Instant until() {
        return until;
    }

    /** Bytes that may still be taken; 0 or less where there are none. */
    synchronized long bytes() {
        return bytes;
    }

    synchronized void take(long more) {
        bytes -= more;
    }

    /** Takes so many bytes if any are left, and the time is not up: what reaches the end is still read. */
    synchronized boolean admits(long more) {
        if (isSpent()) {
            return false;
        }
        bytes -= more;
        return true;
    }

    boolean isTimeUp() {
        return !clock.instant().isBefore(until);
    }

    synchronized boolean isSpent() {
        return bytes <= 0 || isTimeUp();
    }
}
