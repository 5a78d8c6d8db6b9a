package breakdex.sync.manifest;

import breakdex.sync.asset.ContentHash;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A field of the app's items that we know. Immutable.
 *
 * @param name in the app's document
 * @param column in our record's body, and in the table of the same kind
 * @param type what it has to be where it is there and not null
 * @param role what becomes of the item without it
 */
record AppField(String name, String column, Type type, Role role) {
    enum Type {
        ANY,
        TEXT,
        TIME,
        HASH,
        WHOLE
    }

    enum Role {
        /** Part of what names the item. */
        KEY,
        /** Of an item without it nothing can be made. */
        NEEDED,
        /** The app leaves it out where there is none: a missing one stands for null, and takes an older value away. */
        OPTIONAL,
        /** A missing one says nothing: the app, or its version, may not write it at all. */
        PLAIN
    }

    private static final Pattern HUMP = Pattern.compile("[A-Z]");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,18}");

    AppField(String name, Type type, Role role) {
        this(name, snake(name), type, role);
    }

    private static String snake(String name) {
        return HUMP.matcher(name).replaceAll(hump -> "_" + hump.group().toLowerCase(Locale.ROOT));
    }

    boolean isKey() {
        return role == Role.KEY;
    }

    /**
     * The value as our record holds it.
     *
     * @throws IllegalArgumentException with a reason, if it is not of the type
     */
    String checked(String json) {
        return switch (type) {
            case ANY -> json;
            case TEXT -> {
                text(json);
                yield json;
            }
            case TIME -> time(json);
            case HASH -> JsonText.quoted(hash(text(json)).toString());
            case WHOLE -> whole(json);
        };
    }

    private String text(String json) {
        return ManifestSerializer.unquoted(json, name);
    }

    private ContentHash hash(String text) {
        return ContentHash.tryParse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "its " + name + " is no content hash: " + ManifestSerializer.shown(text)));
    }

    private String time(String json) {
        try {
            instant(text(json));
            return json;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("its " + name + " is no time: " + ManifestSerializer.shown(json), e);
        }
    }

    /**
     * A time of the app; without a zone it is UTC.
     *
     * @throws DateTimeException if it is none
     */
    static Instant instant(String text) {
        TemporalAccessor time =
                DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        return time instanceof OffsetDateTime zoned
                ? zoned.toInstant()
                : ((LocalDateTime) time).toInstant(ZoneOffset.UTC);
    }

    private String whole(String json) {
        if (!WHOLE_NUMBER.matcher(json).matches()) {
            throw new IllegalArgumentException(
                    "its " + name + " is no whole number from 0 on: " + ManifestSerializer.shown(json));
        }
        return json;
    }
}
