package breakdex.sync.manifest;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a segment among those of its device: {@code 0000000012-0123456789abcdef.jsonl.zst}; of one that is the
 * third part of a snapshot {@code 0000000012-0123456789abcdef.snapshot-3.jsonl.zst}, and if that is the last part,
 * {@code 0000000012-0123456789abcdef.snapshot-3-last.jsonl.zst}. Immutable.
 *
 * @param device whose folder it lies in
 * @param sequence from 1 upwards, without gaps
 * @param digest the first {@value #DIGITS} hex digits of the SHA-256 of the file
 * @param part 0, or its place among the parts of a snapshot, from 1; these follow one another without a gap
 * @param last whether it is the last of these
 */
record SegmentName(String device, long sequence, String digest, int part, boolean last)
        implements Comparable<SegmentName> {
    static final int DIGITS = 16;

    private static final String END = ".jsonl.zst";
    private static final String SNAPSHOT = ".snapshot-";
    private static final String LAST = "-last";
    private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern FILE = Pattern.compile("(\\d{10,18})-([0-9a-f]{" + DIGITS + "})(?:"
            + Pattern.quote(SNAPSHOT) + "([1-9]\\d{0,8})(" + LAST + ")?)?" + Pattern.quote(END));

    private static final Comparator<SegmentName> ORDER = Comparator.comparing(SegmentName::device)
            .thenComparingLong(SegmentName::sequence)
            .thenComparing(SegmentName::digest)
            .thenComparingInt(SegmentName::part)
            .thenComparing(SegmentName::last);

    SegmentName {
        if (!DEVICE.matcher(device).matches() || sequence < 1 || part < 0 || part > sequence || (last && part == 0)) {
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
        int part = file.group(3) == null ? 0 : Integer.parseInt(file.group(3));
        return sequence < 1 || part > sequence
                ? Optional.empty()
                : Optional.of(new SegmentName(
                        path.substring(0, slash), sequence, file.group(2), part, file.group(4) != null));
    }

    /** No segment's name, but comes before each of this sequence, and after each of a lower one. */
    static SegmentName before(String device, long sequence) {
        return new SegmentName(device, sequence, "", 0, false);
    }

    boolean isPart() {
        return part > 0;
    }

    /** Where it lies below {@code .sync/}. */
    String path() {
        String snapshot = isPart() ? SNAPSHOT + part + (last ? LAST : "") : "";
        return String.format(Locale.ROOT, "%s/%010d-%s%s%s", device, sequence, digest, snapshot, END);
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
