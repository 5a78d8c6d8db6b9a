package breakdex.cli;

import breakdex.cli.ProgressModel.Transfer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The lines of progress, for any width. */
final class ProgressText {
    static final int MOST_TRANSFERS = 4;
    private static final int BAR = 20;

    private ProgressText() {}

    /** {@code [#####---------------]}. */
    static String bar(int percent) {
        int full = Math.max(0, Math.min(BAR, percent * BAR / 100));
        return "[" + "#".repeat(full) + "-".repeat(BAR - full) + "]";
    }

    /** 0 to 100; never 100 before the end. */
    static int percent(long done, long total) {
        return total <= 0 ? 0 : (int) Math.max(0, Math.min(100, (double) done / total * 100));
    }

    /** All lines, each at most {@code columns} wide. */
    static List<String> lines(ProgressModel model, int columns) {
        List<String> lines = new ArrayList<>();
        lines.add(model.hashedBytes() > 0 && model.totalBytes() == 0 ? hashing(model) : model.stage());
        if (model.totalBytes() > 0) {
            lines.add(total(model));
        }
        List<Transfer> transfers = model.transfers();
        transfers.stream().limit(MOST_TRANSFERS).forEach(transfer -> lines.add(transfer(transfer, columns)));
        if (transfers.size() > MOST_TRANSFERS) {
            lines.add("  … and " + (transfers.size() - MOST_TRANSFERS) + " more");
        }
        return lines.stream()
                .map(line -> Text.fit(Text.printable(line), columns))
                .toList();
    }

    /** One line that says all, for where lines cannot be redrawn. */
    static String summary(ProgressModel model) {
        return model.totalBytes() > 0 ? total(model) : model.hashedBytes() > 0 ? hashing(model) : model.stage();
    }

    /** How many files there are to read is known only once a folder was walked. */
    private static String hashing(ProgressModel model) {
        long read = model.hashedFiles();
        String files = model.changed() > read
                ? bar(percent(read, model.changed())) + " " + Units.count(read) + " of "
                        + Units.count(model.changed(), "file")
                : Units.count(read, "file");
        return "Reading " + files + ", " + Units.bytes(model.hashedBytes()) + rate(model.hashRate());
    }

    private static String total(ProgressModel model) {
        long done = model.doneBytes();
        long total = model.totalBytes();
        int percent = percent(done, total);
        String failed = model.failed() == 0 ? "" : ", " + Units.count(model.failed()) + " failed";
        return "Total   " + bar(percent) + " " + percent + "% of " + Units.bytes(total) + rate(model.transferRate())
                + left(total - done, model.transferRate()) + failed;
    }

    private static String rate(long bytesPerSecond) {
        return bytesPerSecond == 0 ? "" : ", " + Units.bytes(bytesPerSecond) + "/s";
    }

    private static String left(long bytes, long bytesPerSecond) {
        return bytesPerSecond == 0 || bytes <= 0
                ? ""
                : ", " + Units.span(Duration.ofSeconds(bytes / bytesPerSecond)) + " left";
    }

    private static String transfer(Transfer transfer, int columns) {
        int percent = percent(transfer.confirmed(), transfer.total());
        String figures = " " + bar(percent) + " " + percent + "% of " + Units.bytes(transfer.total());
        String name = Text.printable("  " + transfer.operation() + " " + transfer.provider() + "  " + transfer.name());
        int room = Math.max(10, Math.min(40, columns - Text.columns(figures)));
        return Text.pad(Text.fit(name, room), room) + figures;
    }
}
