package breakdex.sync.manifest;

import breakdex.sync.store.Database;
import breakdex.sync.store.ManifestSegmentsDao;
import breakdex.sync.store.Tx;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Folds all that is known into a snapshot, a part in each transaction, so that it goes on where it was cut short. While
 * one is unfinished this device tells nothing else, so its parts follow one another without a gap.
 */
final class SnapshotWriter {
    /** So many segments are read one by one; more are worth folding. */
    static final int SEGMENTS = 64;

    /** A large library is not told anew for a few changes: they must come to a quarter of what the last one took. */
    private static final int SHARE = 4;

    /** However small they are, nobody should have to read more of them than this. */
    private static final int MOST_SEGMENTS = 1_024;

    private static final String UNFINISHED = "manifest_snapshot";
    private static final String NONE = "\"\"";

    private final Database database;
    private final SegmentWriter writer;

    SnapshotWriter(Database database, SegmentWriter writer) {
        this.database = database;
        this.writer = writer;
    }

    /** From now on, all that is known is told once more. */
    static void begin(Tx tx) {
        if (!isUnfinished(tx)) {
            keep(tx, new State("", "", 0, tx.segments().positions()));
        }
    }

    /** The same, for a device that has told nothing yet. */
    static void beginAnew(Tx tx) {
        tx.settings().remove(UNFINISHED);
        begin(tx);
    }

    static boolean isUnfinished(Tx tx) {
        return tx.settings().find(UNFINISHED).isPresent();
    }

    /** Whether what was told since the last snapshot is so much that a new one is worth its bytes. */
    static boolean isDue(Tx tx) {
        long snapshot = 0;
        long since = 0;
        int segments = 0;
        for (ManifestSegmentsDao.Size size : tx.segments().sizes()) {
            if (SegmentName.parse(size.fileName()).orElseThrow().isPart()) {
                snapshot += size.bytes();
            } else {
                since += size.bytes();
                segments++;
            }
        }
        return segments >= MOST_SEGMENTS || (segments >= SEGMENTS && since >= snapshot / SHARE);
    }

    /** The newest of this device. */
    static Optional<Snapshot> newest(Tx tx) {
        return Snapshot.newest(tx.segments().all().stream()
                .map(own -> SegmentName.parse(own.fileName()).orElseThrow())
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Of each other device, the sequence up to which this device's newest snapshot tells all; none without one. */
    static SortedMap<String, Long> covered(Tx tx) {
        return newest(tx)
                .map(Snapshot::last)
                .map(last -> SegmentFile.header(tx.segments().content(last.sequence()))
                        .seen())
                .orElseGet(TreeMap::new);
    }

    /** Writes what is missing of a snapshot that was begun, if one was. Returns how many records it told. */
    long finish() {
        long told = 0;
        while (database.read(SnapshotWriter::isUnfinished)) {
            told += database.write(this::step);
        }
        return told;
    }

    /** Writes the next part. Returns how many records it tells. */
    int step(Tx tx) {
        String kept = tx.settings().find(UNFINISHED).orElse(null);
        if (kept == null) {
            return 0;
        }
        State state = State.parse(kept);
        List<ManifestRecord> records = tx.records().after(state.kind(), state.id(), SegmentWriter.AT_ONCE).stream()
                .map(RecordText::record)
                .toList();
        boolean last = records.size() < SegmentWriter.AT_ONCE;
        SegmentName name = writer.tell(tx, records, state.covered(), state.part() + 1, last);
        if (last) {
            tx.settings().remove(UNFINISHED);
            long first = name.sequence() - name.part() + 1;
            tx.segments().fold(first);
            tx.log().folded(first, name.sequence());
        } else {
            ManifestRecord end = records.get(records.size() - 1);
            keep(tx, new State(end.kind(), end.id(), name.part(), state.covered()));
        }
        return records.size();
    }

    private static void keep(Tx tx, State state) {
        tx.settings().put(UNFINISHED, state.text(), tx.now());
    }

    /**
     * How far it has come.
     *
     * @param kind and {@code id}: of the last record that was told
     * @param part that told it
     * @param covered of each other device, the sequence up to which all was known when the snapshot was begun
     */
    private record State(String kind, String id, int part, SortedMap<String, Long> covered) {
        static State parse(String json) {
            SortedMap<String, String> fields = JsonText.fields(json);
            SortedMap<String, Long> covered = new TreeMap<>();
            JsonText.fields(fields.getOrDefault("covered", "{}"))
                    .forEach((device, at) -> covered.put(device, Long.parseLong(at)));
            return new State(
                    JsonText.unquoted(fields.getOrDefault("kind", NONE)),
                    JsonText.unquoted(fields.getOrDefault("id", NONE)),
                    Integer.parseInt(fields.getOrDefault("part", "0")),
                    covered);
        }

        String text() {
            SortedMap<String, String> positions = new TreeMap<>();
            covered.forEach((device, at) -> positions.put(device, Long.toString(at)));
            SortedMap<String, String> fields = new TreeMap<>();
            fields.put("kind", JsonText.quoted(kind));
            fields.put("id", JsonText.quoted(id));
            fields.put("part", Integer.toString(part));
            fields.put("covered", JsonText.object(positions));
            return JsonText.object(fields);
        }
    }
}
