package breakdex.sync.manifest;

import java.util.List;

/**
 * What a segment says, all of it checked. Immutable.
 *
 * @param setAside lines that are no records, each with what is wrong with it; all others are in {@code records}
 */
record Segment(SegmentHeader header, List<ManifestRecord> records, List<BadLine> setAside) {
    /**
     * @param number of the line in the segment, from 1
     * @param name the kind and id of the record where they can be read, else the beginning of the line
     */
    record BadLine(int number, String name, String reason, String line) {}

    Segment {
        records = List.copyOf(records);
        setAside = List.copyOf(setAside);
    }
}
