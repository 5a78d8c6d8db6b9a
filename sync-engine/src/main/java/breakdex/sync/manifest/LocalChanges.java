package breakdex.sync.manifest;

import breakdex.sync.store.Database;
import breakdex.sync.store.LibraryTable;
import breakdex.sync.store.LocalEntity;
import breakdex.sync.store.ManifestRow;
import breakdex.sync.store.ManifestSegmentsDao;
import breakdex.sync.store.ManifestTable;
import breakdex.sync.store.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    /** In one transaction, and so in one segment: a MB or two of text, since a command has little memory. */
    private static final int AT_ONCE = 4_000;

    private final Database database;
    private final String deviceId;

    public LocalChanges(Database database, String deviceId) {
        this.database = database;
        this.deviceId = deviceId;
    }

    /** Returns how many records were told. */
    public long publish() {
        long changed = 0;
        if (database.read(tx -> tx.records().anyEdited())) {
            changed += database.write(this::tellEdits);
        }
        if (database.read(tx -> tx.log().waitsForVideos())) {
            database.noting(tx -> tx.log().videos());
        }
        for (Optional<Integer> some = again(); some.isPresent(); some = again()) {
            changed += some.get();
        }
        for (ManifestTable table : ManifestTable.values()) {
            for (Optional<Integer> some = some(table); some.isPresent(); some = some(table)) {
                changed += some.get();
            }
        }
        return changed;
    }

    /** From now on, all that is known is told once more, under this database's id. */
    static void tellAllAgain(Tx tx) {
        tx.settings().put(AGAIN_AFTER, "{\"id\":\"\",\"kind\":\"\"}", tx.now());
    }

    private static final String AGAIN_AFTER = "manifest_again_after";

    private Optional<Integer> again() {
        return database.read(tx -> tx.settings().find(AGAIN_AFTER)).isEmpty()
                ? Optional.empty()
                : database.write(tx -> tx.settings().find(AGAIN_AFTER).map(after -> again(tx, after)));
    }

    private int again(Tx tx, String after) {
        SortedMap<String, String> last = JsonText.fields(after);
        List<ManifestRecord> records = tx
                .records()
                .after(
                        JsonText.unquoted(last.getOrDefault("kind", "\"\"")),
                        JsonText.unquoted(last.getOrDefault("id", "\"\"")),
                        AT_ONCE)
                .stream()
                .map(RecordText::record)
                .toList();
        if (records.isEmpty()) {
            tx.settings().remove(AGAIN_AFTER);
            return 0;
        }
        tell(tx, records);
        ManifestRecord end = records.get(records.size() - 1);
        String cursor = JsonText.object(
                new TreeMap<>(Map.of("kind", JsonText.quoted(end.kind()), "id", JsonText.quoted(end.id()))));
        tx.settings().put(AGAIN_AFTER, cursor, tx.now());
        return records.size();
    }

    private Optional<Integer> some(ManifestTable table) {
        // Mostly nothing changed, and then nobody is held up.
        return database.read(tx -> tx.records().changed(table))
                ? database.write(tx -> some(tx, table))
                : Optional.empty();
    }

    private Optional<Integer> some(Tx tx, ManifestTable table) {
        return tx.records().takeChanges(table, AT_ONCE).map(entities -> {
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

    /**
     * Tells of the records that were changed here themselves. They have their stamps already; so they are told before
     * anything else is, and before anything is merged, since whoever reads a segment takes it that its writer had told
     * all that it had stamped by then, and had not seen what came later. Returns how many.
     */
    int tellEdits(Tx tx) {
        int told = 0;
        for (List<ManifestRow> some = tx.records().takeEdited(AT_ONCE);
                !some.isEmpty();
                some = tx.records().takeEdited(AT_ONCE)) {
            segment(tx, some.stream().map(RecordText::record).toList());
            told += some.size();
        }
        return told;
    }

    /** Puts records into a segment of their own. */
    void tell(Tx tx, List<ManifestRecord> changed) {
        tellEdits(tx);
        segment(tx, changed);
    }

    private void segment(Tx tx, List<ManifestRecord> changed) {
        long latest = changed.stream()
                .mapToLong(record -> record.stamp().clock())
                .max()
                .orElse(0);
        long lastClock = Math.max(latest, tx.segments().lastClock());
        Optional<ManifestSegmentsDao.Own> before = tx.segments().newest();
        SegmentHeader header = new SegmentHeader(
                deviceId,
                before.map(ManifestSegmentsDao.Own::sequence).orElse(0L) + 1,
                changed.size(),
                before.map(ManifestSegmentsDao.Own::sha256).orElse(""),
                tx.segments().positions(),
                0,
                false);
        SegmentFile file = SegmentFile.of(header, changed);
        tx.segments().sawClock(lastClock, tx.now());
        tx.segments()
                .add(
                        new ManifestSegmentsDao.Own(
                                header.sequence(), file.name().path(), file.sha256(), lastClock),
                        file.bytes(),
                        tx.now());
        for (LibraryTable table : LibraryTable.values()) {
            List<String> ids = changed.stream()
                    .filter(record -> record.kind().equals(table.kind()))
                    .map(ManifestRecord::id)
                    .toList();
            tx.log().told(header.sequence(), table, ids);
        }
    }
}
