package breakdex.sync.manifest;

import breakdex.sync.store.LibraryTable;
import breakdex.sync.store.ManifestSegmentsDao;
import breakdex.sync.store.Tx;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Puts records into a segment of this device, in the transaction in which they changed. */
final class SegmentWriter {
    /** In one transaction, and so in one segment: a MB or two of text, since a command has little memory. */
    static final int AT_ONCE = 4_000;

    private final String deviceId;

    SegmentWriter(String deviceId) {
        this.deviceId = deviceId;
    }

    /** Tells what changed. */
    SegmentName tell(Tx tx, List<ManifestRecord> changed) {
        return tell(tx, changed, tx.segments().positions(), 0, false);
    }

    /**
     * Tells a part of a snapshot.
     *
     * @param covered what it covers of the other devices
     * @param part its place, from 1
     */
    SegmentName tell(Tx tx, List<ManifestRecord> records, SortedMap<String, Long> covered, int part, boolean last) {
        long latest = records.stream()
                .mapToLong(record -> record.stamp().clock())
                .max()
                .orElse(0);
        long lastClock = Math.max(latest, tx.segments().lastClock());
        Optional<ManifestSegmentsDao.Own> before = tx.segments().newest();
        SegmentHeader header = new SegmentHeader(
                deviceId,
                before.map(ManifestSegmentsDao.Own::sequence).orElse(0L) + 1,
                records.size(),
                before.map(ManifestSegmentsDao.Own::sha256).orElse(""),
                covered,
                part,
                last);
        SegmentFile file = SegmentFile.of(header, records);
        tx.segments().sawClock(lastClock, tx.now());
        tx.segments()
                .add(
                        new ManifestSegmentsDao.Own(
                                header.sequence(), file.name().path(), file.sha256(), lastClock),
                        file.bytes(),
                        tx.now());
        log(tx, header.sequence(), records);
        return file.name();
    }

    private static void log(Tx tx, long sequence, List<ManifestRecord> records) {
        for (LibraryTable table : LibraryTable.values()) {
            List<String> ids = records.stream()
                    .filter(record -> record.kind().equals(table.kind()))
                    .map(ManifestRecord::id)
                    .toList();
            tx.log().told(sequence, table, ids);
        }
    }
}
