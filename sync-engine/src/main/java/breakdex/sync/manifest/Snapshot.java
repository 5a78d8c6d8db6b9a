package breakdex.sync.manifest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;

/**
 * All that a device knew at one time, other devices' records too, by the names of the segments that tell it: its parts,
 * whose sequences follow one another. Immutable.
 *
 * @param parts from the first to the last
 */
record Snapshot(List<SegmentName> parts) {
    Snapshot {
        parts = List.copyOf(parts);
    }

    /**
     * The newest of which no part is missing.
     *
     * @param names of one device
     */
    static Optional<Snapshot> newest(NavigableSet<SegmentName> names) {
        for (SegmentName name : names.descendingSet()) {
            if (name.last()) {
                Optional<Snapshot> whole = endingWith(name, names);
                if (whole.isPresent()) {
                    return whole;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Snapshot> endingWith(SegmentName last, NavigableSet<SegmentName> names) {
        List<SegmentName> parts = new ArrayList<>(List.of(last));
        for (SegmentName name : names.headSet(last, false).descendingSet()) {
            SegmentName next = parts.get(parts.size() - 1);
            if (next.part() == 1 || name.sequence() < next.sequence() - 1) {
                break;
            }
            if (name.sequence() == next.sequence() - 1 && name.part() == next.part() - 1) {
                parts.add(name);
            }
        }
        Collections.reverse(parts);
        return parts.get(0).part() == 1 ? Optional.of(new Snapshot(parts)) : Optional.empty();
    }

    SegmentName first() {
        return parts.get(0);
    }

    SegmentName last() {
        return parts.get(parts.size() - 1);
    }
}
