package breakdex.sync.manifest;

import breakdex.sync.event.Finding;
import java.util.List;

/** What people are told about pieces of the manifest. */
final class MetadataFindings {
    private MetadataFindings() {}

    static Finding gap(String device, long sequence, long newest) {
        return Finding.warning(
                "manifest-gap",
                device,
                "Of what the device " + device + " told, number " + sequence + " lies on no place that answered, and"
                        + " what came after it (up to " + newest + ") waits.",
                "Connect the other places, or run breakdex sync on that device: it sends again what is missing.");
    }

    static Finding unreadable(SegmentName name, List<String> reasons) {
        return Finding.warning(
                "manifest-unreadable",
                name.path(),
                "A piece of the manifest cannot be taken in (" + String.join("; ", reasons) + "), and what came after"
                        + " it on the device " + name.device() + " waits.",
                "Connect the other places, or run breakdex sync on that device.");
    }

    static Finding setAside(SegmentName name, Segment.BadLine bad) {
        return Finding.warning(
                "manifest-record",
                name.path() + ":" + bad.number(),
                "A record of the manifest was set aside: " + bad.reason() + " (" + bad.name() + ").",
                "It is kept in the database; a newer version of Breakdex Sync may know what it is.");
    }

    static Finding lost(SegmentName name, Lost lost) {
        return Finding.note(
                "manifest-conflict",
                lost.id(),
                "The " + lost.kind() + " " + lost.id() + " was changed here and on the device " + name.device()
                        + " without each other's knowledge; theirs is the later one: " + lost.field() + " is "
                        + lost.kept() + ", and was " + lost.lost() + " here.");
    }
}
