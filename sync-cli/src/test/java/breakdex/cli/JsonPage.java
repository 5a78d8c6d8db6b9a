package breakdex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** {@code docs/json.md} as something that real output is held against. */
final class JsonPage {
    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| ([a-z ]+) \\|.*");

    private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();

    JsonPage() {
        String section = "";
        for (String line : lines()) {
            if (line.startsWith("#")) {
                section = line.replaceFirst("#+ ", "");
            }
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                sections.computeIfAbsent(section, name -> new LinkedHashMap<>()).put(row.group(1), row.group(2));
            }
        }
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(Path.of("..", "docs", "json.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A whole document as it was printed: what all begin with, then the fields of the section. */
    void holds(String section, String printed) {
        Map<String, @Nullable Object> document = parse(printed);
        section("every document").forEach((field, type) -> {
            assertThat(document).as("every document").containsKey(field);
            holdsValue(field, type, document.remove(field));
        });
        holdsFields(section, document);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> parse(String printed) {
        return (Map<String, @Nullable Object>) JsonMapper.shared().readValue(printed, LinkedHashMap.class);
    }

    private Map<String, String> section(String name) {
        return Optional.ofNullable(sections.get(name))
                .orElseThrow(() -> new AssertionError("docs/json.md has no section " + name));
    }

    private void holdsFields(String section, Map<?, ?> fields) {
        Map<String, String> documented = section(section);
        assertThat(fields.keySet().stream().map(String::valueOf))
                .as(section)
                .containsExactlyElementsOf(documented.keySet());
        documented.forEach((field, type) -> holdsValue(section + "." + field, type, fields.get(field)));
    }

    private void holdsValue(String where, String type, @Nullable Object value) {
        if (value == null) {
            assertThat(type).as(where + " is null").endsWith(" or null");
            return;
        }
        String plain = type.replace(" or null", "");
        if (plain.startsWith("list of ")) {
            assertThat(value).as(where).isInstanceOf(List.class);
            ((List<?>) value).forEach(one -> holdsValue(where, plain.substring("list of ".length()), one));
            return;
        }
        switch (plain) {
            case "text" -> assertThat(value).as(where).isInstanceOf(String.class);
            case "number" -> assertThat(value).as(where).isInstanceOf(Number.class);
            case "boolean" -> assertThat(value).as(where).isInstanceOf(Boolean.class);
            case "time" -> assertThat(Instant.parse((String) value)).as(where).isNotNull();
            default -> holdsFields(plain, (Map<?, ?>) value);
        }
    }
}
