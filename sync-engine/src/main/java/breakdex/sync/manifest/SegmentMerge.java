package breakdex.sync.manifest;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.store.Database;
import breakdex.sync.store.ManifestMergeDao;
import breakdex.sync.store.ManifestRow;
import breakdex.sync.store.ManifestTable;
import breakdex.sync.store.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Takes what a segment tells into this database: whole, in one transaction. */
final class SegmentMerge {
    /** Of these, that two devices say different things is no loss: both say what they found, or how they call it. */
    private static final Set<String> UNDISPUTED = Set.of("copy", "provider", "library");

    /** Goes with every change, so that it says nothing where it differs. */
    private static final String CHANGED_AT = "updated_at";

    /** What these say decides which copies of every asset count. */
    private static final Set<String> OF_ALL_ASSETS =
            Set.of(ManifestTable.LIBRARY.kind(), ManifestTable.PROVIDER.kind());

    private final Database database;
    private final String deviceId;
    private final String machineId;
    private final Supplier<String> ids;
    private final LocalChanges changes;

    SegmentMerge(Database database, String deviceId, String machineId, Supplier<String> ids) {
        this.database = database;
        this.deviceId = deviceId;
        this.machineId = machineId;
        this.ids = ids;
        this.changes = new LocalChanges(database, deviceId);
    }

    /**
     * @param changed records that say something else now
     * @param lost what this device said, and no longer stands
     */
    record Result(int changed, List<Lost> lost) {}

    /**
     * Merges a segment.
     *
     * @param known notes, in the same transaction, what of its device is known by then
     */
    Result merge(SegmentName name, Segment segment, Consumer<Tx> known) {
        boolean all = segment.records().stream().anyMatch(record -> OF_ALL_ASSETS.contains(record.kind()));
        return database.write(tx -> {
            if (all) {
                tx.assets().holdAll();
            }
            changes.tellEdits(tx);
            for (Segment.BadLine bad : segment.setAside()) {
                tx.segments().setAside(name.path(), bad.number(), bad.reason(), bad.line(), tx.now());
            }
            Result result = merge(tx, segment);
            known.accept(tx);
            if (all) {
                tx.assets().recountAll();
            }
            return result;
        });
    }

    private Result merge(Tx tx, Segment segment) {
        long seen = seenOfUs(tx, segment.header());
        List<ManifestRecord> changed = new ArrayList<>();
        List<Lost> lost = new ArrayList<>();
        List<ContentHash> unnamed = new ArrayList<>();
        ManifestReconciler.byKind(segment.records()).forEach((kind, records) -> {
            Map<String, ManifestRow> known = tx.records().find(kind, records.keySet());
            records.forEach((id, record) -> {
                ManifestRow row = known.get(id);
                ManifestRecord before = row == null ? null : RecordText.record(row);
                ManifestRecord merged = before == null ? record : ManifestReconciler.merge(before, record);
                if (!merged.equals(before)) {
                    changed.add(merged);
                }
                if (before != null && kind.equals(ManifestTable.PATH.kind())) {
                    Projection.hash(ManifestTable.PATH, before).ifPresent(unnamed::add);
                }
                if (before != null && !UNDISPUTED.contains(kind)) {
                    lost.addAll(lost(before, merged, seen));
                }
            });
        });
        put(tx, changed);
        // What a name meant before is counted beside one library less.
        tx.assets().recount(unnamed);
        lost.forEach(each -> tx.log().lost(each.kind(), each.id(), RecordText.json(each), tx.now()));
        return new Result(changed.size(), lost);
    }

    /** Keeps merged records, here and in the tables that everybody reads. */
    void put(Tx tx, List<ManifestRecord> merged) {
        tx.records().put(merged.stream().map(RecordText::row).toList());
        long greatest = merged.stream()
                .mapToLong(record -> record.stamp().clock())
                .max()
                .orElse(0);
        tx.segments().sawClock(greatest, tx.now());
        project(tx, merged);
    }

    /** The last clock of ours that the segment's writer knew. */
    private long seenOfUs(Tx tx, SegmentHeader header) {
        long sequence = header.seen().getOrDefault(deviceId, 0L);
        return tx.segments().lastClockOf(sequence).orElse(0L);
    }

    /** What we set, the writer did not know of, and does not stand any more. */
    private List<Lost> lost(ManifestRecord before, ManifestRecord merged, long seen) {
        List<Lost> lost = new ArrayList<>();
        before.body().forEach((field, value) -> {
            String now = merged.value(field);
            if (!now.equals(value) && !field.equals(CHANGED_AT) && isUnseen(before.stampOf(field), seen)) {
                lost.add(new Lost(before.kind(), before.id(), field, value, now));
            }
        });
        if (before.deleted() != merged.deleted() && isUnseen(before.stamp(), seen)) {
            lost.add(new Lost(
                    before.kind(),
                    before.id(),
                    "deleted",
                    String.valueOf(before.deleted()),
                    String.valueOf(merged.deleted())));
        }
        return lost;
    }

    private boolean isUnseen(Stamp set, long seen) {
        return set.device().equals(deviceId) && set.clock() > seen;
    }

    /** Writes records into their tables. */
    void project(Tx tx, List<ManifestRecord> changed) {
        List<ManifestRecord> waiting = new ArrayList<>();
        try (ManifestMergeDao merges = tx.merges()) {
            merges.begin();
            waiting.addAll(new Projection(tx, merges, machineId, ids).write(changed));
            waiting.addAll(LibraryRows.write(merges, changed));
            merges.end();
        }
        tx.records().pending(waiting.stream().map(RecordText::row).toList());
    }

    /** Tries again what waited for something that may be known by now. Returns how many still wait. */
    int again() {
        List<ManifestRow> pending = database.read(tx -> tx.records().pending());
        if (pending.isEmpty()) {
            return 0;
        }
        return database.write(tx -> {
            tx.records().clearPending();
            project(tx, pending.stream().map(RecordText::record).collect(Collectors.toList()));
            return tx.records().pending().size();
        });
    }
}
