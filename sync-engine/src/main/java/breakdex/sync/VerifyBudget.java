package breakdex.sync;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much may be read at a time to prove again what was proved before.
 *
 * @param maxBytes at least 1; what reaches this is still read to its end
 * @param maxTime at least a second; after it nothing more is begun
 */
public record VerifyBudget(long maxBytes, Duration maxTime) {
    /** As much as there is. A hundred years, because an instant has an end. */
    public static final VerifyBudget UNLIMITED = new VerifyBudget(Long.MAX_VALUE, Duration.ofDays(36_525));

    private static final String WITHOUT_END = "unlimited";
    private static final Pattern FIGURE = Pattern.compile("([0-9]{1,15})\\s*([a-z]*)");
    private static final Map<String, Long> BYTES = Map.ofEntries(
            Map.entry("b", 1L),
            Map.entry("k", 1_000L),
            Map.entry("kb", 1_000L),
            Map.entry("m", 1_000_000L),
            Map.entry("mb", 1_000_000L),
            Map.entry("g", 1_000_000_000L),
            Map.entry("gb", 1_000_000_000L),
            Map.entry("t", 1_000_000_000_000L),
            Map.entry("tb", 1_000_000_000_000L));
    private static final Map<String, Long> SECONDS = Map.of("s", 1L, "m", 60L, "min", 60L, "h", 3_600L, "d", 86_400L);

    /** What {@link #bytes} takes, for messages. */
    public static final String TAKES_BYTES = "a size such as 500M, 10G or 1T, or unlimited";

    /** What {@link #time} takes, for messages. */
    public static final String TAKES_TIME = "a time such as 90s, 30m or 2h, or unlimited";

    /** Reads a size: a whole number with a unit, decimal as all sizes here; empty where it is none. */
    public static Optional<Long> bytes(String text) {
        return text.equals(WITHOUT_END) ? Optional.of(UNLIMITED.maxBytes()) : figure(text, BYTES, UNLIMITED.maxBytes());
    }

    /** Reads a time: a whole number with a unit; empty where it is none. */
    public static Optional<Duration> time(String text) {
        return text.equals(WITHOUT_END)
                ? Optional.of(UNLIMITED.maxTime())
                : figure(text, SECONDS, UNLIMITED.maxTime().toSeconds()).map(Duration::ofSeconds);
    }

    private static Optional<Long> figure(String text, Map<String, Long> units, long most) {
        Matcher figure = FIGURE.matcher(text.toLowerCase(Locale.ROOT));
        Long unit = figure.matches() ? units.get(figure.group(2)) : null;
        if (unit == null) {
            return Optional.empty();
        }
        long number = Long.parseLong(figure.group(1));
        return number == 0 || number > most / unit ? Optional.empty() : Optional.of(number * unit);
    }
}
