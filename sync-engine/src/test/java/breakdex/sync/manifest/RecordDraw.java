package breakdex.sync.manifest;

import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Draws records that are often of one thing, with stamps that are often alike. */
final class RecordDraw {
    private static final List<String> DEVICES = List.of("a", "b", "c");
    private static final List<String> FIELDS = List.of("name", "notes", "sequence", "wert", "x");
    private static final List<String> VALUES =
            List.of("\"one\"", "\"two\"", "1.10", "1.1", "null", "{\"y\":[1,2]}", "\"é\\n\\\"\"", "1E400");

    private final Random random;

    RecordDraw(long seed) {
        random = new Random(seed);
    }

    ManifestRecord record() {
        return record("move", "id-" + random.nextInt(2));
    }

    ManifestRecord record(String kind, String id) {
        Stamp stamp = new Stamp(2 + random.nextInt(4), any(DEVICES));
        SortedMap<String, String> body = new TreeMap<>();
        SortedMap<String, Stamp> older = new TreeMap<>();
        for (String field : FIELDS) {
            if (random.nextInt(3) > 0) {
                body.put(field, any(VALUES));
                Stamp set = new Stamp(1 + random.nextInt(4), any(DEVICES));
                if (set.compareTo(stamp) < 0) {
                    older.put(field, set);
                }
            }
        }
        return new ManifestRecord(kind, id, stamp, random.nextInt(4) == 0, body, older);
    }

    <T> T any(List<T> among) {
        return among.get(random.nextInt(among.size()));
    }

    int below(int bound) {
        return random.nextInt(bound);
    }
}
