package breakdex.cli;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object in the making. Its names are the command's public shape; {@code docs/json.md} lists them and a test
 * compares. Holds text, numbers, booleans, lists and maps only, so that any writer can write it.
 */
final class Doc {
    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    Doc with(String name, @Nullable String value) {
        fields.put(name, value);
        return this;
    }

    Doc with(String name, long value) {
        fields.put(name, value);
        return this;
    }

    Doc with(String name, @Nullable Long value) {
        fields.put(name, value);
        return this;
    }

    Doc with(String name, boolean value) {
        fields.put(name, value);
        return this;
    }

    /** UTC, ISO 8601. */
    Doc with(String name, @Nullable Instant value) {
        fields.put(name, Optional.ofNullable(value).map(Instant::toString).orElse(null));
        return this;
    }

    Doc with(String name, Doc value) {
        fields.put(name, value.fields);
        return this;
    }

    Doc withTexts(String name, Collection<String> values) {
        fields.put(name, List.copyOf(values));
        return this;
    }

    <T> Doc withEach(String name, Collection<T> values, Function<? super T, Doc> shape) {
        fields.put(name, values.stream().map(value -> shape.apply(value).fields).toList());
        return this;
    }

    /** All fields of {@code other}, after our own. */
    Doc withAll(Doc other) {
        fields.putAll(other.fields);
        return this;
    }

    Map<String, @Nullable Object> fields() {
        return fields;
    }
}
