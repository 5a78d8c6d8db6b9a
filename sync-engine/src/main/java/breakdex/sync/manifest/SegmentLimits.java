package breakdex.sync.manifest;

/**
 * What a segment may be. Ours stay far below; whatever goes beyond was made to harm, or by a program that does not know
 * the format, and is set aside.
 *
 * @param fileBytes of the file, compressed
 * @param textBytes of what it holds
 * @param ratio of the two, for texts of more than a MiB: an ordinary one has 4 to 40
 * @param records in it
 */
record SegmentLimits(long fileBytes, long textBytes, int ratio, int records) {
    static final SegmentLimits NORMAL = new SegmentLimits(32L << 20, 128L << 20, 500, 200_000);

    /** Of one record. */
    static final int LINE_CHARACTERS = 1 << 20;
}
