package breakdex.sync.manifest;

import java.io.StringWriter;
import java.io.Writer;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON objects as the texts of their fields: in one form, without spaces, whoever wrote them, and numbers digit by
 * digit as they came. So what this version does not know goes out again as it came in.
 */
final class JsonText {
    /** What a manifest needs is some three deep; an app's notes are data of their own. */
    private static final int DEPTH = 64;

    private static final int NUMBER_CHARACTERS = 1_000;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH)
                    .maxNumberLength(NUMBER_CHARACTERS)
                    .maxStringLength(SegmentLimits.LINE_CHARACTERS)
                    .build())
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private JsonText() {}

    /** Reads a value's fields one by one. */
    interface Fields {
        /** The parser stands at the value, and has to be at its end on return. */
        void field(String name, JsonParser value);
    }

    /** @throws IllegalArgumentException with a reason, if the text is not one JSON object of different names */
    static void read(String text, Fields each) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("it is no JSON object");
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                each.field(name, parser);
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw new IllegalArgumentException("something follows it");
            }
        } catch (StreamReadException e) {
            throw new IllegalArgumentException(
                    "it cannot be read as JSON (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ")",
                    e);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it cannot be read as JSON", e);
        }
    }

    /** The fields of an object. */
    static SortedMap<String, String> fields(String text) {
        SortedMap<String, String> fields = new TreeMap<>();
        read(text, (name, value) -> put(fields, name, text(value)));
        return fields;
    }

    /** The fields of the object at which a parser stands. */
    static SortedMap<String, String> fields(JsonParser parser) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("a field that should be an object is none");
        }
        SortedMap<String, String> fields = new TreeMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            put(fields, name, text(parser));
        }
        return fields;
    }

    private static void put(Map<String, String> fields, String name, String text) {
        if (fields.put(name, text) != null) {
            throw new IllegalArgumentException("it has two fields " + name);
        }
    }

    /** The text of the value at which a parser stands. */
    static String text(JsonParser parser) {
        JsonToken first = parser.currentToken();
        if (first == JsonToken.VALUE_STRING) {
            return quoted(parser.getString());
        }
        if (!first.isStructStart()) {
            return parser.getString();
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            int depth = 0;
            do {
                JsonToken token = parser.currentToken();
                if (token.isNumeric()) {
                    generator.writeNumber(parser.getString());
                } else {
                    generator.copyCurrentEvent(parser);
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            } while (depth > 0 && parser.nextToken() != null);
        }
        return text.toString();
    }

    /** An object of these fields, in their order. By hand: a generator for each record takes longer than the record. */
    static String object(Map<String, String> fields) {
        StringBuilder text = new StringBuilder();
        write(text, fields);
        return text.toString();
    }

    static void write(StringBuilder text, Map<String, String> fields) {
        char before = '{';
        for (var field : fields.entrySet()) {
            text.append(before).append(quoted(field.getKey())).append(':').append(field.getValue());
            before = ',';
        }
        text.append(fields.isEmpty() ? "{}" : "}");
    }

    static JsonGenerator generator(Writer to) {
        return JSON.createGenerator(ObjectWriteContext.empty(), to);
    }

    /** A text as JSON. */
    static String quoted(String value) {
        if (isPlain(value)) {
            return '"' + value + '"';
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = generator(text)) {
            generator.writeString(value);
        }
        return text.toString();
    }

    /** Whether JSON has no other way to write it. */
    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || c > '~') {
                return false;
            }
        }
        return true;
    }

    /** The text that a JSON text stands for. */
    static String unquoted(String json) {
        if (json.indexOf('\\') < 0) {
            return json.substring(1, json.length() - 1);
        }
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            return parser.getString();
        }
    }
}
