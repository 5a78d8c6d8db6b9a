package breakdex.sync;

import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Gives a new id with each call. Ids grow: the time goes first, then a count, then chance. So rows that are planned
 * together lie together in the database, are taken in the order in which they were planned, and those of a time are
 * found by the primary key. Safe for many threads.
 */
final class Ids implements Supplier<String> {
    private static final int TIME_DIGITS = 12;
    private static final int CHANCE_BYTES = 6;

    private final Clock clock;
    private final RandomGenerator random;
    private final AtomicInteger count = new AtomicInteger();

    Ids(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public String get() {
        byte[] chance = new byte[CHANCE_BYTES];
        random.nextBytes(chance);
        return from(clock.instant())
                + HexFormat.of().toHexDigits(count.getAndIncrement())
                + HexFormat.of().formatHex(chance);
    }

    /** Less than every id that is given at this time or later, and more than every one that was given before. */
    static String from(Instant time) {
        return HexFormat.of().toHexDigits(time.toEpochMilli(), TIME_DIGITS);
    }
}
