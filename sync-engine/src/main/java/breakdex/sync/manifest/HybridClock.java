package breakdex.sync.manifest;

import java.time.Instant;

/**
 * A hybrid logical clock (Kulkarni, Demirbas and others, 2014): keeps to the time of day as long as that goes forward,
 * and never shows a value that it, or anybody whose values it saw, has shown before. So what was set with a value in
 * view always stands over it, however wrong the clocks of machines are. Not safe for use by several threads.
 */
final class HybridClock {
    private long last;

    /** @param last the greatest value that was ever shown or seen; 0 for none */
    HybridClock(long last) {
        this.last = last;
    }

    /** A value for something that happened at this time of day: greater than all before. */
    long at(Instant time) {
        long millis = Math.max(0, Math.min(time.toEpochMilli(), Stamp.MOST >> Stamp.COUNT_BITS));
        see(Math.min(Stamp.MOST, Math.max(millis << Stamp.COUNT_BITS, last + 1)));
        return last;
    }

    /** Somebody else's value. */
    void see(long value) {
        last = Math.max(last, value);
    }

    long last() {
        return last;
    }
}
