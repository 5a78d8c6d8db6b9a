package breakdex.sync.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Draws documents of the app in which nothing is malformed, and much is unknown to us. */
final class AppDraw {
    private static final List<String> VALUES = List.of(
            "1.10",
            "-0",
            "1E400",
            "123456789012345678901234567890",
            "null",
            "true",
            "[]",
            "{\"z\":1,\"a\":[1.0,{\"id\":null}]}",
            "\"é\\n\\\"\"",
            "\"2026-01-31T12:00:00Z\"");
    private static final List<String> UNKNOWN = List.of(
            "colour", "created_at", "deleted_at", "app:x", "app:app:x", "null:y", "sequence_index", "Größe", "");
    private static final List<String> TIMES = List.of("\"2026-01-31T12:00:00.000Z\"", "\"2025-12-24T18:00:00\"");
    private static final List<String> TEXTS = List.of("\"\"", "\"windmill\"", "\"a/b%2F\"", "\"\uD83D\uDD7A\"");

    private final Random random;

    AppDraw(long seed) {
        random = new Random(seed);
    }

    String document() {
        Map<String, String> top = new TreeMap<>();
        top.put("version", "1");
        top.put("exportedAt", "\"2026-02-0" + (1 + random.nextInt(9)) + "T10:00:00.123Z\"");
        for (AppList list : AppList.ALL) {
            top.put(list.title(), list(list));
        }
        for (String title : List.of("notes", "plans", "a list with a name that is far too long for a kind")) {
            if (random.nextBoolean()) {
                top.put(title, random.nextInt(3) == 0 ? any(VALUES) : things());
            }
        }
        return JsonText.object(top);
    }

    private String list(AppList list) {
        List<String> items = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            Map<String, String> fields = new TreeMap<>();
            for (AppField field : list.known()) {
                boolean needed = field.isKey() || field.role() == AppField.Role.NEEDED;
                int dice = needed ? 2 : random.nextInt(6);
                if (dice > 0) {
                    fields.put(field.name(), dice == 1 ? "null" : value(field, i));
                }
            }
            for (String name : UNKNOWN) {
                if (random.nextInt(4) == 0) {
                    fields.putIfAbsent(name, any(VALUES));
                }
            }
            items.add(JsonText.object(fields));
        }
        return "[" + String.join(",", items) + "]";
    }

    /** @param i other for each item of a list */
    private String value(AppField field, int i) {
        return switch (field.type()) {
            case ANY -> any(VALUES);
            case TIME -> any(TIMES);
            case HASH -> "\"" + String.format("%064x", field.isKey() ? i : random.nextInt(9)) + "\"";
            case WHOLE -> String.valueOf(i);
            case TEXT -> field.isKey() ? "\"" + any(List.of("%", "/", "x")) + i + "\"" : any(TEXTS);
        };
    }

    private String things() {
        List<String> items = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            items.add(
                    switch (random.nextInt(4)) {
                        case 0 -> any(VALUES);
                        case 1 -> "{\"id\":" + i + ",\"text\":\"\"}";
                        default -> "{\"id\":\"n" + random.nextInt(4) + "\",\"text\":" + any(VALUES) + "}";
                    });
        }
        return "[" + String.join(",", items) + "]";
    }

    private <T> T any(List<T> among) {
        return among.get(random.nextInt(among.size()));
    }
}
