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
    /** In the year 4199. A clock beyond it was written by nobody whose word is to be taken. */
    public static final long MOST = Long.MAX_VALUE >> 1;

    static final int COUNT_BITS = 16;

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
        return new Stamp(HexFormat.fromHexDigitsToLong(clockText), device);
    }

    @Override
    public int compareTo(Stamp other) {
        return ORDER.compare(this, other);
    }
}
