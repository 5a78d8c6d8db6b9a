package breakdex.sync.manifest;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The first line of a segment. Immutable.
 *
 * @param device who wrote it
 * @param sequence its place among those of its device
 * @param count of its records
 * @param previous the SHA-256 of the file with the sequence before, in hex; empty for the first
 * @param seen of each device, the sequence up to which the writer had merged all when it wrote this: what it knew
 * @param part 0, or its place among the parts of a snapshot, from 1; {@code seen} is then what the snapshot covers
 * @param last whether it is the last of these parts
 */
record SegmentHeader(
        String device,
        long sequence,
        int count,
        String previous,
        SortedMap<String, Long> seen,
        int part,
        boolean last) {
    SegmentHeader {
        seen = Collections.unmodifiableSortedMap(new TreeMap<>(seen));
    }

    boolean snapshot() {
        return part > 0;
    }
}
