package breakdex.sync.manifest;

import breakdex.sync.store.LocalEntity;
import breakdex.sync.store.ManifestColumns;
import breakdex.sync.store.ManifestRow;
import breakdex.sync.store.ManifestTable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Records as rows of the database, and rows of its other tables as bodies of records. */
final class RecordText {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private RecordText() {}

    static ManifestRow row(ManifestRecord record) {
        SortedMap<String, String> older = new TreeMap<>();
        record.older().forEach((field, set) -> older.put(field, JsonText.quoted(set.clockText() + "@" + set.device())));
        return new ManifestRow(
                record.kind(),
                record.id(),
                record.stamp().clock(),
                record.stamp().device(),
                record.deleted(),
                JsonText.object(record.body()),
                JsonText.object(older));
    }

    static ManifestRecord record(ManifestRow row) {
        SortedMap<String, Stamp> older = new TreeMap<>();
        JsonText.fields(row.olderJson()).forEach((field, text) -> {
            String set = JsonText.unquoted(text);
            int at = set.indexOf('@');
            older.put(field, Stamp.parse(set.substring(0, at), set.substring(at + 1)));
        });
        return new ManifestRecord(
                row.kind(),
                row.id(),
                new Stamp(row.clock(), row.deviceId()),
                row.deleted(),
                JsonText.fields(row.bodyJson()),
                older);
    }

    /** The body that a row of this database makes. */
    static SortedMap<String, String> body(LocalEntity entity) {
        SortedMap<String, String> body = new TreeMap<>();
        Map<String, SortedMap<String, String>> objects = new HashMap<>();
        entity.fields().forEach((name, value) -> {
            int dot = name.indexOf('.');
            if (dot < 0) {
                body.put(name, json(value));
            } else {
                objects.computeIfAbsent(name.substring(0, dot), key -> new TreeMap<>())
                        .put(name.substring(dot + 1), json(value));
            }
        });
        objects.forEach((name, fields) -> body.put(name, JsonText.object(fields)));
        return body;
    }

    /** A column's value as JSON. */
    static String json(@Nullable Object value) {
        if (value instanceof String text) {
            return JsonText.quoted(text);
        }
        if (value instanceof Instant time) {
            return JsonText.quoted(time.truncatedTo(ChronoUnit.MILLIS).toString());
        }
        return String.valueOf(value);
    }

    /** The values of a body, for the columns of its table; what is of another type is left out. */
    static Map<String, @Nullable Object> values(ManifestTable table, ManifestRecord record) {
        Map<String, String> texts = new HashMap<>();
        record.body().forEach((name, text) -> {
            if (text.startsWith("{")) {
                JsonText.fields(text).forEach((field, value) -> texts.put(name + "." + field, value));
            } else {
                texts.put(name, text);
            }
        });
        Map<String, @Nullable Object> values = new HashMap<>();
        ManifestColumns.types(table).forEach((field, type) -> {
            String text = texts.get(field);
            if (text != null) {
                values.put(field, value(text, type));
            }
        });
        return values;
    }

    private static @Nullable Object value(String json, ManifestColumns.Type type) {
        return switch (type) {
            case TEXT -> string(json);
            case NUMBER -> number(json);
            case FLAG -> json.equals("true");
            case TIME -> time(string(json));
        };
    }

    static @Nullable String string(String json) {
        // A zero is nothing that a file's name or a text column of every database could hold.
        String text = json.startsWith("\"") ? JsonText.unquoted(json) : null;
        return text == null || text.indexOf('\0') >= 0 ? null : text;
    }

    static @Nullable Long number(String json) {
        try {
            return Long.valueOf(json);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null ? null : storable(Instant.parse(text));
        } catch (DateTimeException e) {
            return null;
        }
    }

    static String json(Lost lost) {
        return JsonText.object(new TreeMap<>(
                Map.of("field", JsonText.quoted(lost.field()), "kept", lost.kept(), "lost", lost.lost())));
    }

    /** Null for a time that not every database could hold. */
    static @Nullable Instant storable(Instant time) {
        return time.isBefore(FIRST) || time.isAfter(LAST) ? null : time;
    }
}
