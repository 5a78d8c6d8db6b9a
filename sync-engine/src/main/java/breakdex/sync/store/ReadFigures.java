package breakdex.sync.store;

/**
 * How much of a machine's files was read of late.
 *
 * @param files that lie here and can be compared with what was recorded
 * @param lately how many of them were read since the time that was asked about
 */
public record ReadFigures(long files, long lately) {}
