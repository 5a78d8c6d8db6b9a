package breakdex.sync.manifest;

import breakdex.sync.store.Database;
import breakdex.sync.store.LibraryTable;
import breakdex.sync.store.ManifestRow;
import breakdex.sync.store.SyncLogDao;
import breakdex.sync.store.Tx;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Changes moves, combos and reviews on this device: the record, with a stamp, and from it the row, the mark that it is
 * to be told, and the line in {@code sync_log}, in the caller's transaction. Safe for many threads.
 */
public final class LibraryEdits {
    private static final String DUE = "library_tables_due";
    private static final String CHANGED_AT = "updated_at";
    private static final String DELETED_AT = "deleted_at";

    /** In one transaction: a command has little memory. */
    private static final int AT_ONCE = 4_000;

    private final Database database;
    private final String deviceId;
    private final SegmentMerge merge;

    /** @param machineId whose names stand for those that other devices tell of */
    public LibraryEdits(Database database, String deviceId, String machineId, Supplier<String> ids) {
        this.database = database;
        this.deviceId = deviceId;
        this.merge = new SegmentMerge(database, deviceId, machineId, ids);
    }

    /**
     * One thing as it is to be.
     *
     * @param columns of its row, by name; of those that are missing nothing is said. Only what differs from the row
     *     as it is becomes a change
     * @param deleted whether it is to be deleted
     */
    public record Edit(LibraryTable table, String id, Map<String, @Nullable Object> columns, boolean deleted) {}

    /** The id of the record of a step: the how-manieth time, from 0, that the combo has this move. */
    public static String stepId(String comboId, String moveId, long before) {
        return AppId.of(List.of(comboId, moveId, Long.toString(before)));
    }

    /**
     * Makes things as they are to be, of one time and one stamp.
     *
     * @return how many were not so
     * @throws IllegalArgumentException with a reason, if something is too long or no text that every database holds
     */
    public int write(Tx tx, Collection<Edit> edits) {
        Stamp stamp = new Stamp(new HybridClock(tx.segments().lastClock()).at(tx.now()), deviceId);
        Map<LibraryTable, List<Edit>> byTable =
                edits.stream().collect(Collectors.groupingBy(Edit::table, LinkedHashMap::new, Collectors.toList()));
        List<ManifestRecord> changed = new ArrayList<>();
        List<SyncLogDao.Change> log = new ArrayList<>();
        byTable.forEach((table, ofTable) -> {
            Map<String, ManifestRow> known = tx.records()
                    .find(table.kind(), ofTable.stream().map(Edit::id).toList());
            for (Edit edit : ofTable) {
                Optional<ManifestRecord> before =
                        Optional.ofNullable(known.get(edit.id())).map(RecordText::record);
                changed(edit, before, tx.now(), stamp).ifPresent(record -> {
                    changed.add(record);
                    log.add(new SyncLogDao.Change(table, edit.id(), action(edit, before)));
                });
            }
        });
        if (!changed.isEmpty()) {
            merge.put(tx, changed);
            tx.records().edited(changed.stream().map(RecordText::row).toList());
            tx.log().add(log, tx.now());
        }
        return changed.size();
    }

    private static Optional<ManifestRecord> changed(
            Edit edit, Optional<ManifestRecord> before, Instant now, Stamp stamp) {
        LibraryTable table = edit.table();
        Map<String, @Nullable Object> columns =
                before.flatMap(record -> LibraryRows.columns(table, record)).orElse(Map.of());
        SortedMap<String, String> body = new TreeMap<>();
        edit.columns().forEach((name, value) -> {
            if (!Objects.equals(columns.get(name), asStored(value))) {
                body.put(name, RecordText.json(value));
            }
        });
        boolean wasDeleted = before.map(ManifestRecord::deleted).orElse(false);
        if (body.isEmpty() && wasDeleted == edit.deleted() && before.isPresent()) {
            return Optional.empty();
        }
        if (table.types().containsKey(CHANGED_AT)) {
            body.put(CHANGED_AT, RecordText.json(now));
            if (wasDeleted != edit.deleted()) {
                body.put(DELETED_AT, RecordText.json(edit.deleted() ? now : null));
            }
        }
        ManifestRecord record = LocalChanges.changed(table.kind(), edit.id(), before, body, edit.deleted(), stamp);
        if (JsonText.object(record.body()).length() > AppReader.LONGEST_ITEM) {
            throw new IllegalArgumentException("it is longer than " + AppReader.LONGEST_ITEM + " characters");
        }
        return Optional.of(record);
    }

    private static @Nullable Object asStored(@Nullable Object value) {
        return value instanceof Instant time ? time.truncatedTo(ChronoUnit.MILLIS) : value;
    }

    private static SyncLogDao.Action action(Edit edit, Optional<ManifestRecord> before) {
        if (edit.deleted()) {
            return SyncLogDao.Action.DELETE;
        }
        return before.map(ManifestRecord::deleted).orElse(true) ? SyncLogDao.Action.CREATE : SyncLogDao.Action.UPDATE;
    }

    /** Writes rows of records that were taken in while there were no tables for them; mostly there is nothing to do. */
    public void catchUp() {
        if (database.read(tx -> tx.settings().find(DUE)).isEmpty()) {
            return;
        }
        for (LibraryTable table : LibraryTable.values()) {
            Optional<String> last = Optional.of("");
            while (last.isPresent()) {
                String after = last.get();
                last = database.write(tx -> catchUp(tx, table, after));
            }
        }
        database.writing(tx -> tx.settings().remove(DUE));
    }

    /** Returns the id of the last record that was written; empty where none is left. */
    private Optional<String> catchUp(Tx tx, LibraryTable table, String after) {
        List<ManifestRecord> records = tx.records().after(table.kind(), after, AT_ONCE).stream()
                .filter(row -> row.kind().equals(table.kind()))
                .map(RecordText::record)
                .toList();
        merge.project(tx, records);
        return records.isEmpty()
                ? Optional.empty()
                : Optional.of(records.get(records.size() - 1).id());
    }
}
