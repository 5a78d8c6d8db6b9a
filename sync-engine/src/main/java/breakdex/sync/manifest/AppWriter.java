package breakdex.sync.manifest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JsonGenerator;

/**
 * Writes records as the app's document: lists and fields in a fixed order, items by their ids, so that devices that
 * hold the same write the same. Holds the records while it does, and none of its text.
 */
final class AppWriter {
    private final Map<String, List<ManifestRecord>> byKind = new TreeMap<>();

    AppWriter(Iterable<ManifestRecord> records) {
        for (ManifestRecord record : records) {
            if (isWritten(record)) {
                byKind.computeIfAbsent(record.kind(), kind -> new ArrayList<>()).add(record);
            }
        }
        byKind.values().forEach(ofKind -> ofKind.sort(Comparator.comparing(ManifestRecord::id)));
    }

    private static boolean isWritten(ManifestRecord record) {
        boolean unknownToUs =
                record.kind().equals(AppReader.KIND_OF_REST) || record.kind().startsWith(AppReader.KIND_OF_ITEMS);
        return AppList.ofKind(record.kind())
                .map(list -> list.showsDeleted() || !record.deleted())
                .orElse(unknownToUs && !record.deleted());
    }

    private List<ManifestRecord> ofKind(String kind) {
        return byKind.getOrDefault(kind, List.of());
    }

    void write(Instant exportedAt, JsonGenerator json) {
        json.writeStartObject();
        json.writeNumberProperty(AppReader.VERSION, AppManifest.VERSION);
        json.writeStringProperty(AppReader.EXPORTED_AT, AppManifest.text(exportedAt));
        for (AppList list : AppList.ALL) {
            json.writeName(list.title()).writeStartArray();
            for (ManifestRecord record : ofKind(list.kind())) {
                Map<String, String> fields = list.fields(record);
                if (!fields.isEmpty()) {
                    json.writeRawValue(JsonText.object(fields));
                }
            }
            json.writeEndArray();
        }
        writeUnknown(json);
        json.writeEndObject();
    }

    private void writeUnknown(JsonGenerator json) {
        SortedMap<String, String> values = new TreeMap<>();
        for (ManifestRecord rest : ofKind(AppReader.KIND_OF_REST)) {
            values.put(rest.id(), rest.body().getOrDefault(AppReader.VALUE, "null"));
        }
        SortedSet<String> titles = new TreeSet<>(values.keySet());
        byKind.keySet().stream()
                .filter(kind -> kind.startsWith(AppReader.KIND_OF_ITEMS))
                .forEach(kind -> titles.add(kind.substring(AppReader.KIND_OF_ITEMS.length())));
        titles.removeIf(AppWriter::isOurs);
        for (String title : titles) {
            String value = values.getOrDefault(title, "[]");
            json.writeName(title);
            if (value.startsWith("[")) {
                writeList(json, value, ofKind(AppReader.KIND_OF_ITEMS + title));
            } else {
                json.writeRawValue(value);
            }
        }
    }

    /** A record of such a name was made by no reader of ours, and would be a second field of one name. */
    private static boolean isOurs(String title) {
        return title.equals(AppReader.VERSION)
                || title.equals(AppReader.EXPORTED_AT)
                || AppList.titled(title).isPresent();
    }

    private static void writeList(JsonGenerator json, String rest, List<ManifestRecord> things) {
        json.writeStartArray();
        if (rest.length() > 2) {
            json.writeRawValue(rest.substring(1, rest.length() - 1));
        }
        for (ManifestRecord thing : things) {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put(AppReader.ID, JsonText.quoted(thing.id()));
            thing.body().forEach(fields::putIfAbsent);
            json.writeRawValue(JsonText.object(fields));
        }
        json.writeEndArray();
    }
}
