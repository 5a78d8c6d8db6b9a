package breakdex.sync.scan;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/** The text form of {@link ScanRules}. Token by token: binding would cost a third of a second at start. */
final class ScanRulesJson {
    private static final JsonFactory JSON = new JsonFactory();

    private ScanRulesJson() {}

    static String write(ScanRules rules) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            writeList(json, "includes", rules.includes());
            writeList(json, "excludes", rules.excludes());
            json.writeBooleanProperty("allFiles", rules.allFiles());
            json.writeEndObject();
        }
        return text.toString();
    }

    static ScanRules read(String text) {
        List<String> includes = new ArrayList<>();
        List<String> excludes = new ArrayList<>();
        boolean allFiles = false;
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            expect(json, JsonToken.START_OBJECT);
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                json.nextToken();
                switch (name) {
                    case "includes" -> readList(json, includes);
                    case "excludes" -> readList(json, excludes);
                    case "allFiles" -> allFiles = json.getBooleanValue();
                    default -> json.skipChildren();
                }
            }
        }
        return new ScanRules(includes, excludes, allFiles);
    }

    private static void writeList(JsonGenerator json, String name, List<String> globs) {
        json.writeArrayPropertyStart(name);
        globs.forEach(json::writeString);
        json.writeEndArray();
    }

    private static void readList(JsonParser json, List<String> into) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new StreamReadException(json, "a list was expected");
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            into.add(json.getString());
        }
    }

    private static void expect(JsonParser json, JsonToken token) {
        if (json.nextToken() != token) {
            throw new StreamReadException(json, "an object was expected");
        }
    }
}
