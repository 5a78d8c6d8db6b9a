package breakdex.sync.manifest;

import breakdex.sync.store.Database;
import breakdex.sync.store.LocalEntity;
import breakdex.sync.store.ManifestRow;
import breakdex.sync.store.ManifestTable;
import breakdex.sync.store.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The first step of phase one: what changed in this database becomes records with stamps, and a segment that tells of
 * them, in one transaction. Before anything is read from elsewhere, so that a change is stamped by what was known when
 * it was made.
 */
public final class LocalChanges {
    private final Database database;
    private final String deviceId;
    private final SegmentWriter writer;
    private final SnapshotWriter snapshots;

    public LocalChanges(Database database, String deviceId) {
        this.database = database;
        this.deviceId = deviceId;
        this.writer = new SegmentWriter(deviceId);
        this.snapshots = new SnapshotWriter(database, writer);
    }

    /** Returns how many records were told. */
    public long publish() {
        long changed = snapshots.finish();
        if (database.read(tx -> tx.records().anyEdited())) {
            changed += database.write(this::tellEdits);
        }
        if (database.read(tx -> tx.log().waitsForVideos())) {
            database.noting(tx -> tx.log().videos());
        }
        for (ManifestTable table : ManifestTable.values()) {
            for (Optional<Integer> some = some(table); some.isPresent(); some = some(table)) {
                changed += some.get();
            }
        }
        return changed;
    }

    /**
     * Tells of the records that were changed here themselves. They have their stamps already; so they are told before
     * anything else is, and before anything is merged, since whoever reads a segment takes it that its writer had told
     * all that it had stamped by then, and had not seen what came later. Returns how many.
     */
    int tellEdits(Tx tx) {
        int told = 0;
        for (List<ManifestRow> some = tx.records().takeEdited(SegmentWriter.AT_ONCE);
                !some.isEmpty();
                some = tx.records().takeEdited(SegmentWriter.AT_ONCE)) {
            finishSnapshot(tx);
            writer.tell(tx, some.stream().map(RecordText::record).toList());
            told += some.size();
        }
        return told;
    }

    /** Puts records that changed into a segment, after a snapshot that was begun. */
    void tell(Tx tx, List<ManifestRecord> changed) {
        finishSnapshot(tx);
        tellEdits(tx);
        writer.tell(tx, changed);
    }

    private void finishSnapshot(Tx tx) {
        while (SnapshotWriter.isUnfinished(tx)) {
            snapshots.step(tx);
        }
    }

    /** Folds all that is known into a snapshot. */
    void fold() {
        database.writing(tx -> {
            tellEdits(tx);
            SnapshotWriter.begin(tx);
        });
        snapshots.finish();
    }

    private Optional<Integer> some(ManifestTable table) {
        // Mostly nothing changed, and then nobody is held up.
        return database.read(tx -> tx.records().changed(table))
                ? database.write(tx -> some(tx, table))
                : Optional.empty();
    }

    private Optional<Integer> some(Tx tx, ManifestTable table) {
        return tx.records().takeChanges(table, SegmentWriter.AT_ONCE).map(entities -> {
            HybridClock clock = new HybridClock(tx.segments().lastClock());
            List<ManifestRecord> changed = new ArrayList<>();
            for (LocalEntity entity : entities) {
                stamped(entity, clock, tx.now()).ifPresent(changed::add);
            }
            if (!changed.isEmpty()) {
                tx.records().put(changed.stream().map(RecordText::row).toList());
                tell(tx, changed);
            }
            return changed.size();
        });
    }

    /** The record as it is now; empty where it tells nothing new. */
    private Optional<ManifestRecord> stamped(LocalEntity entity, HybridClock clock, Instant now) {
        Optional<ManifestRecord> known = entity.known().map(RecordText::record);
        if (known.isEmpty() && entity.deleted() && entity.table() == ManifestTable.COPY) {
            return Optional.empty();
        }
        SortedMap<String, String> body = RecordText.body(entity);
        if (entity.deleted() && entity.table() == ManifestTable.COPY) {
            // What it was is of no more interest than that it is not.
            body = new TreeMap<>(known.orElseThrow().body());
        }
        if (known.isPresent() && !differs(known.get(), entity.deleted(), body)) {
            return Optional.empty();
        }
        Instant changedAt = entity.changedAt();
        Instant at = changedAt == null || changedAt.isAfter(now) ? now : changedAt;
        Stamp stamp = new Stamp(clock.at(at), deviceId);
        return Optional.of(record(entity, known, body, stamp));
    }

    private static boolean differs(ManifestRecord known, boolean deleted, SortedMap<String, String> body) {
        return known.deleted() != deleted
                || body.entrySet().stream()
                        .anyMatch(field -> !field.getValue().equals(known.body().get(field.getKey())));
    }

    private static ManifestRecord record(
            LocalEntity entity, Optional<ManifestRecord> known, SortedMap<String, String> body, Stamp stamp) {
        return changed(entity.table().kind(), entity.id(), known, body, entity.deleted(), stamp);
    }

    /** What it had and is not spoken of stays; what did not change keeps its stamp. */
    static ManifestRecord changed(
            String kind,
            String id,
            Optional<ManifestRecord> known,
            SortedMap<String, String> body,
            boolean deleted,
            Stamp stamp) {
        SortedMap<String, Stamp> older = new TreeMap<>();
        SortedMap<String, String> all = new TreeMap<>(body);
        known.ifPresent(before -> before.body().forEach((field, value) -> {
            all.putIfAbsent(field, value);
            if (Objects.equals(all.get(field), value)) {
                older.put(field, before.stampOf(field));
            }
        }));
        return new ManifestRecord(kind, id, stamp, deleted, all, older);
    }
}
