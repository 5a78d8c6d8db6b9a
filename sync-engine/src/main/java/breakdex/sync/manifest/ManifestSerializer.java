package breakdex.sync.manifest;

import java.io.StringWriter;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The manifest as text: a line for each record, described byte by byte in {@code docs/data.md}.
 *
 * <p>It bears a version, {@value #MAJOR}.{@value #MINOR}. Another minor version adds kinds of records and fields of
 * bodies: these are kept and passed on as they are (S18). Another major version may mean anything, and is refused whole
 * (S11).
 */
public final class ManifestSerializer {
    static final int MAJOR = 1;
    static final int MINOR = 0;

    private static final String FORMAT = "breakdex-manifest";
    private static final Pattern VERSION = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})");
    private static final Pattern DIGEST = Pattern.compile("|[0-9a-f]{64}");

    private ManifestSerializer() {}

    static String header(SegmentHeader header) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonText.generator(text)) {
            json.writeStartObject();
            json.writeStringProperty("format", FORMAT);
            json.writeStringProperty("version", MAJOR + "." + MINOR);
            json.writeStringProperty("device", header.device());
            json.writeNumberProperty("sequence", header.sequence());
            json.writeNumberProperty("count", header.count());
            json.writeStringProperty("previous", header.previous());
            json.writeName("seen").writeStartObject();
            header.seen().forEach(json::writeNumberProperty);
            json.writeEndObject();
            if (header.snapshot()) {
                json.writeNumberProperty("part", header.part());
                json.writeBooleanProperty("last", header.last());
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    /** @throws BadSegmentException if it is none, or of another major version */
    static SegmentHeader parseHeader(String line) throws BadSegmentException {
        Fields fields = Fields.of(line, "its first line");
        if (!fields.text("format").equals(FORMAT)) {
            throw BadSegmentException.damaged("its first line is not that of a manifest");
        }
        checkVersion(fields.text("version"));
        String previous = fields.text("previous");
        if (!DIGEST.matcher(previous).matches()) {
            throw BadSegmentException.damaged("it does not name the segment before it");
        }
        SortedMap<String, Long> seen = new TreeMap<>();
        for (var position : fields.object("seen").entrySet()) {
            seen.put(position.getKey(), number(position.getValue(), "seen"));
        }
        return new SegmentHeader(
                fields.text("device"),
                fields.number("sequence"),
                Math.toIntExact(Math.min(Integer.MAX_VALUE, fields.number("count"))),
                previous,
                seen,
                Math.toIntExact(Math.min(Integer.MAX_VALUE, fields.numberOr("part", 0))),
                fields.flag("last"));
    }

    /** @throws BadSegmentException if it is another than this program's major version */
    static void checkVersion(String version) throws BadSegmentException {
        Matcher parts = VERSION.matcher(version);
        if (!parts.matches()) {
            throw BadSegmentException.damaged("its version, " + shown(version) + ", is none");
        }
        if (Integer.parseInt(parts.group(1)) != MAJOR) {
            throw BadSegmentException.newer(version, MAJOR);
        }
    }

    /** @param device who writes the segment; stamps of its own name no device */
    static String line(ManifestRecord record, String device) {
        StringBuilder json = new StringBuilder("{\"kind\":")
                .append(JsonText.quoted(record.kind()))
                .append(",\"id\":")
                .append(JsonText.quoted(record.id()))
                .append(",\"set\":")
                .append(text(record.stamp(), device));
        if (record.deleted()) {
            json.append(",\"deleted\":true");
        }
        json.append(",\"body\":");
        JsonText.write(json, record.body());
        if (!record.older().isEmpty()) {
            SortedMap<String, String> older = new TreeMap<>();
            record.older().forEach((field, set) -> older.put(field, text(set, device)));
            json.append(",\"older\":");
            JsonText.write(json, older);
        }
        return json.append('}').toString();
    }

    private static String text(Stamp set, String device) {
        String clock = set.clockText();
        return JsonText.quoted(set.device().equals(device) ? clock : clock + "@" + set.device());
    }

    /**
     * @param device who wrote the segment
     * @throws IllegalArgumentException with a reason, if it is malformed
     */
    static ManifestRecord parse(String line, String device) {
        RecordLine record = new RecordLine(device);
        JsonText.read(line, record);
        return record.record();
    }

    /** Reads one line, field by field. */
    private static final class RecordLine implements JsonText.Fields {
        private final String device;
        private String kind = "";
        private String id = "";
        private @Nullable Stamp set;
        private boolean deleted;
        private SortedMap<String, String> body = new TreeMap<>();
        private final SortedMap<String, Stamp> older = new TreeMap<>();

        RecordLine(String device) {
            this.device = device;
        }

        @Override
        public void field(String name, JsonParser value) {
            switch (name) {
                case "kind" -> kind = string(name, value);
                case "id" -> id = string(name, value);
                case "set" -> set = stamp(string(name, value));
                case "deleted" -> deleted = flag(value);
                case "body" -> body = JsonText.fields(value);
                case "older" ->
                    JsonText.fields(value).forEach((field, text) -> older.put(field, stamp(unquoted(text, "older"))));
                default ->
                    throw new IllegalArgumentException("it has a field " + shown(name) + ", which is none of ours");
            }
        }

        private static String string(String name, JsonParser value) {
            if (value.currentToken() != JsonToken.VALUE_STRING) {
                throw new IllegalArgumentException("its " + name + " is no text");
            }
            return value.getString();
        }

        private static boolean flag(JsonParser value) {
            if (!value.currentToken().isBoolean()) {
                throw new IllegalArgumentException("its deleted is neither true nor false");
            }
            return value.currentToken() == JsonToken.VALUE_TRUE;
        }

        private Stamp stamp(String text) {
            int at = text.indexOf('@');
            return at < 0 ? Stamp.parse(text, device) : Stamp.parse(text.substring(0, at), text.substring(at + 1));
        }

        ManifestRecord record() {
            if (set == null) {
                throw new IllegalArgumentException("it does not say when it was set");
            }
            return new ManifestRecord(kind, id, set, deleted, body, older);
        }
    }

    /** A footer: the digest of the lines above, each with its end. */
    static String footer(String digest) {
        return "{\"sha256\":\"" + digest + "\"}";
    }

    /** @throws BadSegmentException if it is none */
    static String parseFooter(String line) throws BadSegmentException {
        return Fields.of(line, "its last line").text("sha256");
    }

    private record Fields(SortedMap<String, String> all, String line) {
        static Fields of(String text, String line) throws BadSegmentException {
            try {
                return new Fields(JsonText.fields(text), line);
            } catch (IllegalArgumentException e) {
                throw BadSegmentException.damaged(line + ": " + e.getMessage(), e);
            }
        }

        private String raw(String name) throws BadSegmentException {
            String value = all.get(name);
            if (value == null) {
                throw BadSegmentException.damaged(line + " has no " + name);
            }
            return value;
        }

        String text(String name) throws BadSegmentException {
            try {
                return unquoted(raw(name), name);
            } catch (IllegalArgumentException e) {
                throw BadSegmentException.damaged(line + ": " + e.getMessage(), e);
            }
        }

        long number(String name) throws BadSegmentException {
            return ManifestSerializer.number(raw(name), name);
        }

        long numberOr(String name, long otherwise) throws BadSegmentException {
            return all.containsKey(name) ? number(name) : otherwise;
        }

        boolean flag(String name) {
            return "true".equals(all.get(name));
        }

        SortedMap<String, String> object(String name) throws BadSegmentException {
            return of(raw(name), line).all();
        }
    }

    private static long number(String text, String name) throws BadSegmentException {
        try {
            long number = Long.parseLong(text);
            if (number >= 0) {
                return number;
            }
            throw BadSegmentException.damaged("its " + name + " is " + number);
        } catch (NumberFormatException e) {
            throw BadSegmentException.damaged("its " + name + " is " + shown(text), e);
        }
    }

    /** @throws IllegalArgumentException if it is the text of something else than a text */
    static String unquoted(String json, String name) {
        if (!json.startsWith("\"")) {
            throw new IllegalArgumentException("its " + name + " is no text");
        }
        return JsonText.unquoted(json);
    }

    private static final int SHOWN = 40;

    static String shown(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }
}
