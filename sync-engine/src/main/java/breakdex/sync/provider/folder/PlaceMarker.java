package breakdex.sync.provider.folder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code place.json} says.
 *
 * @param id 32 lower-case hex digits, drawn once, never changed
 */
record PlaceMarker(String id) {
    /** The only layout of a place that this version knows. */
    static final int FORMAT = 1;

    /** Longer ones are not ours; what lies in a place is hostile until checked. */
    static final int MAX_BYTES = 64 * 1024;

    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    private static final JsonMapper JSON = JsonMapper.shared();

    static PlaceMarker draw(RandomGenerator random) {
        byte[] id = new byte[16];
        random.nextBytes(id);
        return new PlaceMarker(HexFormat.of().formatHex(id));
    }

    String key() {
        return "folder:" + id;
    }

    byte[] toJson(Clock clock) {
        return JSON.writeValueAsString(JSON.createObjectNode()
                        .put("id", id)
                        .put("format", FORMAT)
                        .put(
                                "createdAt",
                                clock.instant().truncatedTo(ChronoUnit.MILLIS).toString()))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** @throws Unreadable with a sentence for people */
    static PlaceMarker parse(byte[] json) throws Unreadable {
        JsonNode node = tree(json);
        JsonNode format = node.path("format");
        if (!format.isIntegralNumber()) {
            throw new Unreadable("place.json does not say its format; it is left as it is", null);
        }
        if (format.asLong() != FORMAT) {
            throw new Unreadable(
                    "place.json has format " + format.asLong() + ", and this version knows only " + FORMAT
                            + "; update Breakdex Sync on this machine",
                    null);
        }
        String id = node.path("id").asString("");
        if (!ID.matcher(id).matches()) {
            throw new Unreadable("place.json holds no usable id; it is left as it is", null);
        }
        return new PlaceMarker(id);
    }

    private static JsonNode tree(byte[] json) throws Unreadable {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            throw new Unreadable("place.json cannot be read as JSON; it is left as it is", e);
        }
    }

    /** There is a {@code place.json}, and it cannot be used. */
    static final class Unreadable extends IOException {
        private static final long serialVersionUID = 1L;

        Unreadable(String sentence, @Nullable Throwable cause) {
            super(sentence, cause);
        }

        String sentence() {
            return String.valueOf(getMessage());
        }
    }
}
