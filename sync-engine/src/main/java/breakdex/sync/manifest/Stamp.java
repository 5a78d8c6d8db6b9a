package breakdex.sync.manifest;

import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;

/**
 * When and where a value was set: of two values, the one with the greater stamp stands. Immutable.
 *
 * @param clock of a {@link HybridClock}: milliseconds since 1970 in the upper 48 bits, a count in the lower 16; from 0
 *     to {@link #MOST}
 * @param device the id of the device that set it
 */
public record Stamp(long clock, String device) implements Comparable<Stamp> {
    /** In the year 4199. */
    public static final long MOST = Long.MAX_VALUE >> 1;

    static final int COUNT_BITS = 16;

    /** In the year 2500. What claims to be later was written by nobody whose word is to be taken. */
    static final long LATEST = 16_725_225_600_000L << COUNT_BITS;

    private static final Comparator<Stamp> ORDER =
            Comparator.comparingLong(Stamp::clock).thenComparing(Stamp::device);

    public Stamp {
        if (clock < 0 || clock > MOST) {
            throw new IllegalArgumentException("no clock: " + clock);
        }
    }

    /** Sixteen hex digits, which sort as the clocks do. */
    String clockText() {
        return HexFormat.of().toHexDigits(clock);
    }

    /** @throws IllegalArgumentException if it is no such text */
    static Stamp parse(String clockText, String device) {
        if (clockText.length() != Long.BYTES * 2 || !clockText.equals(clockText.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("no clock: " + clockText);
        }
        long clock = HexFormat.fromHexDigitsToLong(clockText);
        if (clock > LATEST) {
            throw new IllegalArgumentException("it was set after the year 2500");
        }
        return new Stamp(clock, device);
    }

    @Override
    public int compareTo(Stamp other) {
        return ORDER.compare(this, other);
    }
}
