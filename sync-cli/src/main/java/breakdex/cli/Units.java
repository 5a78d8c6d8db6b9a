package breakdex.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Figures as people read them. Sizes are decimal: 1 kB is 1,000 bytes. */
final class Units {
    private static final String[] SIZES = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final int DAYS_A_MONTH = 30;

    private Units() {}

    /** Two digits below ten, else whole: {@code 999 B}, {@code 1.2 GB}, {@code 45 kB}. */
    static String bytes(long bytes) {
        double left = Math.max(0, bytes);
        int unit = 0;
        // 999.5 would be printed as 1000.
        while (left >= 999.5 && unit < SIZES.length - 1) {
            left /= 1000;
            unit++;
        }
        boolean whole = unit == 0 || left >= 9.95;
        return String.format(Locale.ROOT, whole ? "%.0f %s" : "%.1f %s", left, SIZES[unit]);
    }

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** {@code 1 file}, {@code 2 files}. */
    static String count(long count, String noun) {
        return count(count) + " " + (count == 1 ? noun : plural(noun));
    }

    private static String plural(String noun) {
        return noun.endsWith("py") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
    }

    /** {@code 40 s}, {@code 2 min 5 s}, {@code 3 h 20 min}, {@code 2 days}; below a second {@code 1 s}. */
    static String span(Duration span) {
        long seconds = Math.max(1, span.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return two(seconds / 60, "min", seconds % 60, "s");
        }
        if (seconds < 86_400) {
            return two(seconds / 3600, "h", seconds % 3600 / 60, "min");
        }
        return count(seconds / 86_400, "day");
    }

    private static String two(long large, String unit, long small, String smallUnit) {
        return small == 0 ? large + " " + unit : large + " " + unit + " " + small + " " + smallUnit;
    }

    /** How long ago, roughly: {@code just now}, {@code 5 min ago}, {@code 40 days ago}, {@code 4 months ago}. */
    static String ago(Instant then, Clock clock) {
        Duration age = Duration.between(then, clock.instant());
        if (age.toSeconds() < 60) {
            return "just now";
        }
        if (age.toMinutes() < 60) {
            return age.toMinutes() + " min ago";
        }
        if (age.toHours() < 48) {
            return age.toHours() + " h ago";
        }
        long days = age.toDays();
        return days < 3 * DAYS_A_MONTH ? count(days, "day") + " ago" : count(days / DAYS_A_MONTH, "month") + " ago";
    }

    /** The time of day and how far off it is: {@code 14:02:11 (in 40 s)}, or {@code now} once it has passed. */
    static String due(Instant at, Clock clock) {
        Instant now = clock.instant();
        return at.isAfter(now)
                ? TIME.format(at.atZone(clock.getZone())) + " (in " + span(Duration.between(now, at)) + ")"
                : "now";
    }

    static String dayAndTime(Instant at, Clock clock) {
        return DAY_AND_TIME.format(ZonedDateTime.ofInstant(at, clock.getZone()));
    }
}
