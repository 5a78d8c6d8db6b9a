package breakdex.cli;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes a {@link Doc}. The only class that touches Jackson, so that nobody else pays for loading it. */
final class JsonOut {
    private JsonOut() {}

    static String write(Doc doc) {
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(doc.fields());
    }
}
