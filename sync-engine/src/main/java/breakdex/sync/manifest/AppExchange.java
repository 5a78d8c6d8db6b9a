package breakdex.sync.manifest;

import breakdex.sync.store.Database;
import breakdex.sync.store.ManifestRow;
import breakdex.sync.store.Tx;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Takes in the app's document, and makes one of what is known. */
public final class AppExchange {
    /** In one transaction, and so in one segment. */
    private static final int AT_ONCE = 4_000;

    private final Database database;
    private final String deviceId;
    private final LocalChanges changes;
    private final SegmentMerge merge;

    /** @param machineId whose names stand for those that other devices tell of */
    public AppExchange(Database database, String deviceId, String machineId, Supplier<String> ids) {
        this.database = database;
        this.deviceId = deviceId;
        this.changes = new LocalChanges(database, deviceId);
        this.merge = new SegmentMerge(database, deviceId, machineId, ids);
    }

    /**
     * What came of an import.
     *
     * @param items things that the document tells of
     * @param changed records that say something else now, or are new
     * @param left values of the document that did not come to stand, since ours were set after it was exported
     */
    public record Imported(long items, long changed, List<Lost> left) {}

    /**
     * Merges a document, as of the time when it was exported: what changed here since then stands. What it changed is
     * told to other devices with the next exchange.
     */
    public Imported take(AppManifest document) {
        // By their own times, and not by that of the import.
        changes.publish();
        List<ManifestRecord> records = document.records(deviceId);
        long changed = 0;
        List<Lost> left = new ArrayList<>();
        for (int from = 0; from < records.size(); from += AT_ONCE) {
            List<ManifestRecord> page = records.subList(from, Math.min(records.size(), from + AT_ONCE));
            Imported some = database.write(tx -> take(tx, page));
            changed += some.changed();
            left.addAll(some.left());
        }
        // What stood in the document before what it points to.
        merge.again();
        return new Imported(records.size(), changed, left);
    }

    private Imported take(Tx tx, List<ManifestRecord> page) {
        List<Lost> left = new ArrayList<>();
        List<ManifestRecord> changed = new ArrayList<>();
        ManifestReconciler.byKind(page).forEach((kind, records) -> {
            Map<String, ManifestRow> known = tx.records().find(kind, records.keySet());
            records.forEach((id, record) -> {
                ManifestRow row = known.get(id);
                ManifestRecord before = row == null ? null : RecordText.record(row);
                ManifestRecord merged = before == null ? record : ManifestReconciler.merge(before, record);
                if (!merged.equals(before)) {
                    changed.add(merged);
                }
                left.addAll(left(record, merged));
            });
        });
        if (!changed.isEmpty()) {
            merge.put(tx, changed);
            changes.tell(tx, changed);
        }
        return new Imported(page.size(), changed.size(), left);
    }

    private static List<Lost> left(ManifestRecord imported, ManifestRecord merged) {
        List<Lost> left = new ArrayList<>();
        imported.body().forEach((field, value) -> {
            String now = merged.value(field);
            if (!now.equals(value)) {
                left.add(new Lost(imported.kind(), imported.id(), field, value, now));
            }
        });
        return left;
    }

    /**
     * Writes the app's document, of all that is known now.
     *
     * @param to stays open
     */
    public void write(Instant now, Writer to) throws IOException {
        List<ManifestRecord> records = new ArrayList<>();
        database.read(tx -> {
            tx.records().each(row -> {
                if (AppManifest.tellsOf(row.kind())) {
                    records.add(RecordText.record(row));
                }
            });
            return records;
        });
        AppManifest.write(now, records, to);
    }
}
