package breakdex.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured, as a table in Markdown. */
final class Figures {
    private static final double NANOSECONDS = 1e9;

    private final List<String> rows = new ArrayList<>();

    /**
     * One row.
     *
     * @param wanted what the project wants of the figure or the ratio; empty for what is only told
     */
    void row(String measured, String ours, String beside, String ratio, String wanted) {
        String row = "| " + String.join(" | ", measured, ours, beside, ratio, wanted) + " |";
        rows.add(row);
        System.err.println(row);
    }

    String table() {
        return "| Measured | figure | beside | ratio | wanted |\n|---|---|---|---|---|\n" + String.join("\n", rows);
    }

    static double median(List<Double> values) {
        return values.stream().sorted().toList().get((values.size() - 1) / 2);
    }

    static double secondsSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / NANOSECONDS;
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String rate(double perSecond) {
        return String.format(Locale.ROOT, "%,.0f/s", perSecond);
    }

    static String milliseconds(double seconds) {
        return String.format(Locale.ROOT, "%.2f ms", seconds * 1e3);
    }

    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.2f s", seconds);
    }

    static String percent(double part) {
        return String.format(Locale.ROOT, "%.2f %%", part * 100);
    }

    static String times(double ratio) {
        return String.format(Locale.ROOT, "%.1f", ratio);
    }
}
