package breakdex.sync.manifest;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a segment among those of its device: {@code 0000000012-0123456789abcdef.jsonl.zst}, of one that is part
 * of a snapshot {@code 0000000012-0123456789abcdef.snapshot.jsonl.zst}. Immutable.
 *
 * @param device whose folder it lies in
 * @param sequence from 1 upwards, without gaps
 * @param digest the first {@value #DIGITS} hex digits of the SHA-256 of the file
 * @param snapshot whether it is part of one
 */
record SegmentName(String device, long sequence, String digest, boolean snapshot) implements Comparable<SegmentName> {
    static final int DIGITS = 16;

    private static final String END = ".jsonl.zst";
    private static final String SNAPSHOT = ".snapshot";
    private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern FILE = Pattern.compile(
            "(\\d{10,18})-([0-9a-f]{" + DIGITS + "})(" + Pattern.quote(SNAPSHOT) + ")?" + Pattern.quote(END));

    private static final Comparator<SegmentName> ORDER = Comparator.comparing(SegmentName::device)
            .thenComparingLong(SegmentName::sequence)
            .thenComparing(SegmentName::digest)
            .thenComparing(SegmentName::snapshot);

    SegmentName {
        if (!DEVICE.matcher(device).matches() || sequence < 1) {
            throw new IllegalArgumentException("no name of a segment: " + device + "/" + sequence);
        }
    }

    /** @param path below {@code .sync/}; empty where it is no segment's */
    static Optional<SegmentName> parse(String path) {
        int slash = path.indexOf('/');
        Matcher file = FILE.matcher(path.substring(slash + 1));
        if (slash < 1
                || !file.matches()
                || !DEVICE.matcher(path.substring(0, slash)).matches()) {
            return Optional.empty();
        }
        long sequence = Long.parseLong(file.group(1));
        return sequence < 1
                ? Optional.empty()
                : Optional.of(
                        new SegmentName(path.substring(0, slash), sequence, file.group(2), file.group(3) != null));
    }

    /** Where it lies below {@code .sync/}. */
    String path() {
        return String.format(Locale.ROOT, "%s/%010d-%s%s%s", device, sequence, digest, snapshot ? SNAPSHOT : "", END);
    }

    @Override
    public int compareTo(SegmentName other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return path();
    }
}
