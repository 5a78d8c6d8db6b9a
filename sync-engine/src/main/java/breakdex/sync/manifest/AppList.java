package breakdex.sync.manifest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The lists of the app's document, in the order in which it has them, and how an item becomes a record and a record an
 * item. {@code docs/data.md} has the same as tables.
 *
 * <p>Names of fields are mapped both ways without two ever meeting: what we do not know keeps its name, and where that
 * would be taken for one of ours it gets {@value #FOREIGN} in front.
 * Immutable.
 */
final class AppList {
    static final String DELETED_AT = "deletedAt";

    static final AppList MOVES = new AppList(
            "moves",
            "move",
            key("id"),
            plain("name", AppField.Type.TEXT),
            plain("category", AppField.Type.TEXT),
            optional("contentHash", AppField.Type.HASH),
            plain("createdAt", AppField.Type.TIME),
            optional(DELETED_AT, AppField.Type.TIME),
            plain("learningState", AppField.Type.ANY),
            plain("videoPath", AppField.Type.ANY),
            plain("originalVideoName", AppField.Type.ANY),
            plain("archivedAt", AppField.Type.TIME),
            plain("archiveReason", AppField.Type.ANY),
            plain("notes", AppField.Type.ANY),
            plain("updatedAt", AppField.Type.TIME));

    static final AppList COMBOS = new AppList(
            "combos",
            "combo",
            key("id"),
            plain("name", AppField.Type.TEXT),
            optional(DELETED_AT, AppField.Type.TIME),
            plain("notes", AppField.Type.ANY),
            plain("activeVideoPath", AppField.Type.ANY),
            plain("contentHash", AppField.Type.HASH),
            plain("updatedAt", AppField.Type.TIME));

    static final AppList COMBO_MOVES = new AppList(
            "comboMoves",
            "combo_move",
            key("comboId"),
            key("moveId"),
            new AppField("sequenceIndex", AppField.Type.WHOLE, AppField.Role.NEEDED));

    static final AppList CATEGORIES = new AppList(
            "categories",
            "category",
            key("name"),
            plain("colorValue", AppField.Type.ANY),
            plain("isDefault", AppField.Type.ANY));

    static final AppList FSRS_CARDS = new AppList(
            "fsrsCards",
            "fsrs_card",
            key("entityType"),
            key("entityId"),
            plain("state", AppField.Type.ANY),
            plain("stability", AppField.Type.ANY),
            plain("difficulty", AppField.Type.ANY),
            plain("due", AppField.Type.ANY));

    static final AppList DECKS = new AppList(
            "decks", "deck", key("id"), plain("name", AppField.Type.TEXT), plain("deckType", AppField.Type.ANY));

    static final AppList DECK_MOVES = new AppList("deckMoves", "deck_move", key("deckId"), key("moveId"));

    static final AppList REVIEWS = new AppList(
            "reviews",
            "review",
            key("id"),
            new AppField("entityId", "entity_id_snapshot", AppField.Type.TEXT, AppField.Role.PLAIN),
            plain("entityType", AppField.Type.TEXT),
            plain("rating", AppField.Type.ANY),
            new AppField("createdAt", "reviewed_at", AppField.Type.TIME, AppField.Role.PLAIN),
            plain("reviewType", AppField.Type.ANY),
            plain("moveId", AppField.Type.ANY),
            plain("comboId", AppField.Type.ANY),
            plain("entityDisplayName", AppField.Type.ANY),
            plain("fsrsPreState", AppField.Type.ANY),
            plain("fsrsPostState", AppField.Type.ANY));

    static final AppList ASSETS = new AppList(
            "assets",
            "asset",
            new AppField("contentHash", AppField.Type.HASH, AppField.Role.KEY),
            plain("fileSizeBytes", AppField.Type.WHOLE),
            plain("mimeType", AppField.Type.TEXT),
            optional("durationMs", AppField.Type.WHOLE),
            optional("width", AppField.Type.WHOLE),
            optional("height", AppField.Type.WHOLE),
            plain("importedAt", AppField.Type.TIME),
            plain("sourceType", AppField.Type.TEXT),
            optional("sourceName", AppField.Type.TEXT),
            new AppField(DELETED_AT, "app_deleted_at", AppField.Type.TIME, AppField.Role.OPTIONAL),
            plain("extension", AppField.Type.TEXT));

    static final List<AppList> ALL =
            List.of(MOVES, COMBOS, COMBO_MOVES, CATEGORIES, FSRS_CARDS, DECKS, DECK_MOVES, REVIEWS, ASSETS);

    private static final String OUR_DELETED_AT = "deleted_at";
    private static final String FOREIGN = "app:";

    /** Beside an optional field: the app wrote null, where it might have left the field out. */
    private static final String WROTE_NULL = "null:";

    private static final String NULL = "null";

    /** What only the engine says of an asset; an app's field of such a name is another thing. */
    private static final Set<String> ENGINES_OWN = Set.of(
            "hash_algorithm",
            "local_path",
            "local_verified_at",
            OUR_DELETED_AT,
            "tombstone_reason",
            "copy_count",
            "last_sync_at");

    private static final Map<String, AppList> BY_TITLE =
            ALL.stream().collect(Collectors.toMap(AppList::title, Function.identity()));
    private static final Map<String, AppList> BY_KIND =
            ALL.stream().collect(Collectors.toMap(AppList::kind, Function.identity()));

    private final String kind;
    private final String title;
    private final List<AppField> keys;
    private final List<AppField> others;
    private final Map<String, AppField> byName = new HashMap<>();
    private final Map<String, AppField> byColumn = new HashMap<>();

    private AppList(String title, String kind, AppField... fields) {
        this.kind = kind;
        this.title = title;
        this.keys = Arrays.stream(fields).filter(AppField::isKey).toList();
        this.others = Arrays.stream(fields).filter(field -> !field.isKey()).toList();
        for (AppField field : fields) {
            byName.put(field.name(), field);
            byColumn.put(field.column(), field);
        }
    }

    private static AppField key(String name) {
        return new AppField(name, AppField.Type.TEXT, AppField.Role.KEY);
    }

    private static AppField plain(String name, AppField.Type type) {
        return new AppField(name, type, AppField.Role.PLAIN);
    }

    private static AppField optional(String name, AppField.Type type) {
        return new AppField(name, type, AppField.Role.OPTIONAL);
    }

    static Optional<AppList> titled(String title) {
        return Optional.ofNullable(BY_TITLE.get(title));
    }

    static Optional<AppList> ofKind(String kind) {
        return Optional.ofNullable(BY_KIND.get(kind));
    }

    String title() {
        return title;
    }

    String kind() {
        return kind;
    }

    private boolean isAssets() {
        return this == ASSETS;
    }

    /** The fields that we know, keys first. */
    List<AppField> known() {
        return Stream.concat(keys.stream(), others.stream()).toList();
    }

    /** Whether an item of it can say that it is deleted; where it cannot, what is deleted is left out. */
    boolean showsDeleted() {
        return byName.containsKey(DELETED_AT);
    }

    /**
     * What an item says.
     *
     * @throws IllegalArgumentException with a reason, if it is malformed
     */
    AppItem item(SortedMap<String, String> fields) {
        SortedMap<String, String> body = new TreeMap<>();
        List<String> names = new ArrayList<>();
        for (AppField field : keys) {
            String value = field.checked(needed(fields, field));
            String text = JsonText.unquoted(value);
            if (text.isEmpty()) {
                throw new IllegalArgumentException("its " + field.name() + " is empty");
            }
            names.add(text);
            if (keys.size() > 1) {
                body.put(field.column(), value);
            }
        }
        others.forEach(field -> take(field, fields, body));
        fields.forEach((name, value) -> {
            if (!byName.containsKey(name)) {
                body.put(isOurs(name) ? FOREIGN + name : name, value);
            }
        });
        boolean deleted = !isAssets() && isText(body.get(OUR_DELETED_AT)) && showsDeleted();
        return new AppItem(kind, AppId.of(names), body, deleted);
    }

    private static String needed(SortedMap<String, String> fields, AppField field) {
        String value = fields.getOrDefault(field.name(), NULL);
        if (value.equals(NULL)) {
            throw new IllegalArgumentException("it has no " + field.name());
        }
        return value;
    }

    private static void take(AppField field, SortedMap<String, String> fields, SortedMap<String, String> body) {
        @Nullable
        String value = field.role() == AppField.Role.NEEDED ? needed(fields, field) : fields.get(field.name());
        if (value != null && !value.equals(NULL)) {
            body.put(field.column(), field.checked(value));
        } else if (field.role() == AppField.Role.OPTIONAL) {
            body.put(field.column(), NULL);
            if (value != null) {
                body.put(WROTE_NULL + field.column(), "true");
            }
        } else if (value != null) {
            body.put(field.column(), NULL);
        }
    }

    /** Whether a field of ours has this name, or may have it. */
    private boolean isOurs(String name) {
        return byColumn.containsKey(name)
                || (isAssets() && ENGINES_OWN.contains(name))
                || name.startsWith(FOREIGN)
                || name.startsWith(WROTE_NULL);
    }

    private static boolean isText(@Nullable String json) {
        return json != null && json.startsWith("\"");
    }

    /** The item's fields in the order of the document; empty where the record's id is none of this list. */
    Map<String, String> fields(ManifestRecord record) {
        Map<String, String> fields = new LinkedHashMap<>();
        List<String> names = AppId.names(record.id(), keys.size());
        if (names.isEmpty()) {
            return fields;
        }
        for (int i = 0; i < names.size(); i++) {
            fields.put(keys.get(i).name(), JsonText.quoted(names.get(i)));
        }
        for (AppField field : others) {
            @Nullable String value = field.name().equals(DELETED_AT) ? deletedAt(field, record) : value(field, record);
            if (value != null) {
                fields.put(field.name(), value);
            }
        }
        foreign(record).forEach(fields::putIfAbsent);
        return fields;
    }

    private static @Nullable String value(AppField field, ManifestRecord record) {
        @Nullable String value = record.body().get(field.column());
        boolean leftOut = NULL.equals(value)
                && field.role() == AppField.Role.OPTIONAL
                && !record.body().containsKey(WROTE_NULL + field.column());
        return leftOut ? null : value;
    }

    /**
     * Goes by whether the record is deleted, since a merge may leave the time of a delete that was taken back. Where
     * nobody wrote a time down, that of the record's stamp stands in, which is the same on every device.
     */
    private @Nullable String deletedAt(AppField field, ManifestRecord record) {
        if (record.deleted()) {
            @Nullable String when = record.body().get(OUR_DELETED_AT);
            Instant set = Instant.ofEpochMilli(record.stamp().clock() >> Stamp.COUNT_BITS);
            return isText(when) ? when : JsonText.quoted(AppManifest.text(set));
        }
        @Nullable String value = value(field, record);
        return !isAssets() && isText(value) ? null : value;
    }

    private SortedMap<String, String> foreign(ManifestRecord record) {
        SortedMap<String, String> foreign = new TreeMap<>();
        record.body().forEach((field, value) -> {
            String name = field.startsWith(FOREIGN) ? field.substring(FOREIGN.length()) : field;
            boolean itsOwn = name.length() < field.length() || !isOurs(field);
            if (itsOwn && !byName.containsKey(name)) {
                foreign.put(name, value);
            }
        });
        return foreign;
    }
}
