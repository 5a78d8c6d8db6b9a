package breakdex.sync.manifest;

import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the app's document, field by field and item by item; what is malformed is noted and left out. */
final class AppReader implements JsonText.Fields {
    static final String VERSION = "version";
    static final String EXPORTED_AT = "exportedAt";

    /** Before the name of a list that we do not know: kind of its items. */
    static final String KIND_OF_ITEMS = "app.";

    /** Kind of what is no list, or no list of things with ids: one record for each top-level name. */
    static final String KIND_OF_REST = "app";

    static final String VALUE = "value";
    static final String ID = "id";

    /** A character takes three bytes at most, and a record has its id and its stamps beside. */
    static final int LONGEST_ITEM = SegmentLimits.LINE_CHARACTERS / 4;

    private final List<AppItem> items = new ArrayList<>();
    private final List<AppManifest.Problem> problems = new ArrayList<>();
    private final Set<String> whole = new HashSet<>();
    private final SortedMap<String, String> head = new TreeMap<>();
    private final Set<String> titles = new HashSet<>();
    private final CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder();

    @Override
    public void field(String title, JsonParser value) {
        if (!titles.add(title)) {
            throw new IllegalArgumentException("it has two fields " + ManifestSerializer.shown(title));
        }
        Optional<AppList> list = AppList.titled(title);
        if (title.equals(VERSION) || title.equals(EXPORTED_AT)) {
            head.put(title, JsonText.text(value));
        } else if (list.isPresent()) {
            readList(list.get(), value);
        } else {
            readUnknown(title, value);
        }
    }

    /** Version and time, as JSON. */
    SortedMap<String, String> head() {
        return head;
    }

    List<AppItem> items() {
        return items;
    }

    List<AppManifest.Problem> problems() {
        return problems;
    }

    /** The kinds of those lists of which nothing was left out: what is not in them is not in the app. */
    Set<String> wholeKinds() {
        return whole;
    }

    private void readList(AppList list, JsonParser value) {
        if (value.currentToken() != JsonToken.START_ARRAY) {
            value.skipChildren();
            problems.add(new AppManifest.Problem(list.title(), "it is no list"));
            return;
        }
        int before = problems.size();
        ItemSink sink = list == AppList.COMBO_MOVES ? new InSequence() : new ById();
        for (int i = 0; value.nextToken() != JsonToken.END_ARRAY; i++) {
            String where = list.title() + "[" + i + "]";
            String raw = JsonText.text(value);
            try {
                sink.take(fit(list.item(fields(raw)), raw));
            } catch (IllegalArgumentException e) {
                problems.add(new AppManifest.Problem(where + named(raw), String.valueOf(e.getMessage())));
            }
        }
        sink.end();
        if (problems.size() == before) {
            whole.add(list.kind());
        }
    }

    private static SortedMap<String, String> fields(String raw) {
        if (!raw.startsWith("{")) {
            throw new IllegalArgumentException("it is no JSON object");
        }
        return JsonText.fields(raw);
    }

    /** @throws IllegalArgumentException with a reason, if it can be no record, or none that reaches other devices */
    private AppItem fit(AppItem item, String raw) {
        if (raw.length() > LONGEST_ITEM) {
            throw new IllegalArgumentException("it is longer than " + LONGEST_ITEM + " characters");
        }
        if (item.id().isEmpty() || item.id().length() > ManifestRecord.LONGEST_ID) {
            throw new IllegalArgumentException(
                    "its id is empty, or longer than " + ManifestRecord.LONGEST_ID + " characters");
        }
        if (!utf8.canEncode(raw) || !utf8.canEncode(item.id())) {
            throw new IllegalArgumentException("it holds half of a character");
        }
        return item;
    }

    /** For a person, of an item that may be anything. */
    private static String named(String raw) {
        try {
            String id = fields(raw).getOrDefault(ID, "");
            return id.isEmpty() ? "" : " " + ManifestSerializer.shown(id);
        } catch (IllegalArgumentException e) {
            return ""; // its place in the list is name enough
        }
    }

    private void readUnknown(String title, JsonParser value) {
        String rest;
        if (value.currentToken() == JsonToken.START_ARRAY
                && KIND_OF_ITEMS.length() + title.length() <= ManifestRecord.LONGEST_KIND) {
            rest = readUnknownList(title, value);
        } else {
            rest = JsonText.text(value);
        }
        AppItem item = new AppItem(KIND_OF_REST, title, new TreeMap<>(Map.of(VALUE, rest)), false);
        try {
            items.add(flat(fit(item, rest)));
        } catch (IllegalArgumentException e) {
            problems.add(new AppManifest.Problem(ManifestSerializer.shown(title), String.valueOf(e.getMessage())));
        }
    }

    /** @throws IllegalArgumentException if nobody could read it in a segment, where it lies deeper than here */
    private static AppItem flat(AppItem item) {
        try {
            JsonText.read("{\"body\":" + JsonText.object(item.body()) + "}", (name, value) -> value.skipChildren());
            return item;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("it is nested too deeply", e);
        }
    }

    /** Takes the things with ids out of a list; what is left of it is the value. */
    private String readUnknownList(String title, JsonParser value) {
        List<String> left = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        while (value.nextToken() != JsonToken.END_ARRAY) {
            String raw = JsonText.text(value);
            Optional<AppItem> item = thing(KIND_OF_ITEMS + title, raw);
            if (item.isPresent() && ids.add(item.get().id())) {
                items.add(item.get());
            } else {
                left.add(raw);
            }
        }
        whole.add(KIND_OF_ITEMS + title);
        return "[" + String.join(",", left) + "]";
    }

    private Optional<AppItem> thing(String kind, String raw) {
        try {
            SortedMap<String, String> body = fields(raw);
            String id = body.remove(ID);
            return id == null
                    ? Optional.empty()
                    : Optional.of(fit(new AppItem(kind, ManifestSerializer.unquoted(id, ID), body, false), raw));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // it stays where it is, as it is
        }
    }

    /** Gives items their last form. */
    private interface ItemSink {
        /** @throws IllegalArgumentException with a reason, if it cannot be taken */
        void take(AppItem item);

        void end();
    }

    /** Of two with one id, the first stays. */
    private final class ById implements ItemSink {
        private final Set<String> ids = new HashSet<>();

        @Override
        public void take(AppItem item) {
            if (!ids.add(item.id())) {
                throw new IllegalArgumentException("there is one of this id before it");
            }
            items.add(item);
        }

        @Override
        public void end() {
            // each is where it belongs
        }
    }

    /**
     * Counts how often a combo has a move. Were the place in the sequence the id, then two devices that each put a move
     * in would overwrite each other's, and move by move what lies behind: so the move is, and its place is a field.
     */
    private final class InSequence implements ItemSink {
        private final Map<String, SortedMap<Long, AppItem>> places = new TreeMap<>();

        @Override
        public void take(AppItem item) {
            SortedMap<Long, AppItem> ofMove = places.computeIfAbsent(item.id(), id -> new TreeMap<>());
            long place = Long.parseLong(item.body().getOrDefault("sequence_index", ""));
            if (ofMove.putIfAbsent(place, item) != null) {
                throw new IllegalArgumentException("its combo has this move at this place already");
            }
        }

        @Override
        public void end() {
            places.forEach((id, ofMove) -> {
                int times = 0;
                for (AppItem item : ofMove.values()) {
                    items.add(item.withId(id + "/" + times));
                    times++;
                }
            });
        }
    }
}
