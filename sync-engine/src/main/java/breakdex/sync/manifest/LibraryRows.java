package breakdex.sync.manifest;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.Review;
import breakdex.sync.store.LibraryTable;
import breakdex.sync.store.ManifestColumns;
import breakdex.sync.store.ManifestMergeDao;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records of moves, combos and reviews as rows. A field of another type than its column's is null there, and stays in
 * the record as it is.
 */
final class LibraryRows {
    private LibraryRows() {}

    /** Writes those of the records that have such a table. Returns steps whose combo or move is not known yet. */
    static List<ManifestRecord> write(ManifestMergeDao merges, Collection<ManifestRecord> records) {
        List<ManifestRecord> waiting = new ArrayList<>();
        for (LibraryTable table : LibraryTable.values()) {
            for (ManifestRecord record : records) {
                if (record.kind().equals(table.kind()) && !write(merges, table, record)) {
                    waiting.add(record);
                }
            }
        }
        return waiting;
    }

    private static boolean write(ManifestMergeDao merges, LibraryTable table, ManifestRecord record) {
        if (record.deleted() && !keepsDeleted(table)) {
            merges.removeRow(table, record.id());
            return true;
        }
        Optional<Map<String, @Nullable Object>> columns = columns(table, record);
        if (columns.isEmpty()) {
            return true;
        }
        if (table == LibraryTable.COMBO_MOVE && !pointsToKnown(merges, columns.get())) {
            return false;
        }
        merges.row(table, record.id(), columns.get());
        return true;
    }

    private static boolean keepsDeleted(LibraryTable table) {
        return table == LibraryTable.MOVE || table == LibraryTable.COMBO;
    }

    private static boolean pointsToKnown(ManifestMergeDao merges, Map<String, @Nullable Object> step) {
        return merges.hasRow(LibraryTable.COMBO, String.valueOf(step.get("combo_id")))
                && merges.hasRow(LibraryTable.MOVE, String.valueOf(step.get("move_id")));
    }

    /** The columns of a record's row but its id; empty for a record that no row could hold. */
    static Optional<Map<String, @Nullable Object>> columns(LibraryTable table, ManifestRecord record) {
        Map<String, @Nullable Object> columns = new HashMap<>();
        table.types().forEach((name, type) -> {
            String json = record.body().get(name);
            columns.put(name, json == null ? null : value(json, type));
        });
        return switch (table) {
            case MOVE, COMBO -> Optional.of(entity(record, columns));
            case COMBO_MOVE -> step(record, columns);
            case REVIEW -> Optional.of(review(record, columns));
        };
    }

    private static @Nullable Object value(String json, ManifestColumns.Type type) {
        return switch (type) {
            case TEXT -> RecordText.string(json);
            case NUMBER -> RecordText.number(json);
            case FLAG -> json.equals("true");
            case TIME -> time(RecordText.string(json));
        };
    }

    /** As the app writes times. */
    private static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null
                    ? null
                    : RecordText.storable(AppField.instant(text).truncatedTo(ChronoUnit.MILLIS));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Map<String, @Nullable Object> entity(ManifestRecord record, Map<String, @Nullable Object> columns) {
        Instant set = set(record);
        columns.putIfAbsent("name", record.id());
        columns.putIfAbsent("updated_at", set);
        columns.computeIfPresent(
                "content_hash",
                (name, hash) -> ContentHash.tryParse(hash.toString())
                        .map(ContentHash::toString)
                        .orElse(null));
        // A merge may leave the time of a delete that was taken back.
        Object deletedAt = columns.get("deleted_at");
        columns.put("deleted_at", record.deleted() ? (deletedAt == null ? set : deletedAt) : null);
        return columns;
    }

    private static Optional<Map<String, @Nullable Object>> step(
            ManifestRecord record, Map<String, @Nullable Object> columns) {
        List<String> names = AppId.names(record.id(), 2);
        if (names.isEmpty() || columns.get("sequence_index") == null) {
            return Optional.empty();
        }
        columns.put("combo_id", names.get(0));
        columns.put("move_id", names.get(1));
        return Optional.of(columns);
    }

    private static Map<String, @Nullable Object> review(ManifestRecord record, Map<String, @Nullable Object> columns) {
        columns.putIfAbsent("reviewed_at", set(record));
        columns.put("rating", oneOf(Review.Rating.values(), columns.get("rating")));
        Object of = columns.get("entity_type");
        boolean ofMove = "move".equals(of);
        boolean ofCombo = "combo".equals(of);
        if (ofMove || ofCombo) {
            // The app's document says of what a review is in one way only.
            columns.putIfAbsent(ofMove ? "move_id" : "combo_id", columns.get("entity_id_snapshot"));
            columns.putIfAbsent("review_type", ofMove ? "MOVE" : "COMBO");
        }
        columns.put("review_type", oneOf(Review.Type.values(), columns.get("review_type")));
        return columns;
    }

    private static @Nullable String oneOf(Enum<?>[] known, @Nullable Object text) {
        String name = text == null ? "" : text.toString().toUpperCase(Locale.ROOT);
        return Arrays.stream(known)
                .map(Enum::name)
                .filter(name::equals)
                .findFirst()
                .orElse(null);
    }

    /** When it last changed. */
    private static Instant set(ManifestRecord record) {
        return Instant.ofEpochMilli(record.stamp().clock() >> Stamp.COUNT_BITS);
    }
}
