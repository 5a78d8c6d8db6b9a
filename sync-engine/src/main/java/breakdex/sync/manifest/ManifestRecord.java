package breakdex.sync.manifest;

import java.util.Collections;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the library knows of one thing, as all devices come to hold it. Immutable.
 *
 * @param kind what it is: one that {@code docs/data.md} lists, or one that a newer
 *     version added, which is kept and passed on as it is
 * @param id names it among those of its kind; at most {@value #LONGEST_ID} characters
 * @param stamp of its latest change
 * @param deleted as of that change
 * @param body the name and the value of each field, a value as the JSON text that it came as
 * @param older the stamps of those fields that were set before the latest change
 */
public record ManifestRecord(
        String kind,
        String id,
        Stamp stamp,
        boolean deleted,
        SortedMap<String, String> body,
        SortedMap<String, Stamp> older) {
    static final int LONGEST_KIND = 32;
    static final int LONGEST_ID = 8192;

    public ManifestRecord {
        if (kind.isEmpty() || kind.length() > LONGEST_KIND) {
            throw new IllegalArgumentException("its kind is empty, or longer than " + LONGEST_KIND + " characters");
        }
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            throw new IllegalArgumentException("its id is empty, or longer than " + LONGEST_ID + " characters");
        }
        if (!isText(kind) || !isText(id) || !body.entrySet().stream().allMatch(ManifestRecord::isText)) {
            throw new IllegalArgumentException("it holds half of a character, or a zero in its kind or id");
        }
        for (var field : older.entrySet()) {
            if (!body.containsKey(field.getKey()) || field.getValue().compareTo(stamp) >= 0) {
                throw new IllegalArgumentException(
                        "its field " + field.getKey() + " is not there, or not older than it is");
            }
        }
        body = Collections.unmodifiableSortedMap(new TreeMap<>(body));
        older = Collections.unmodifiableSortedMap(new TreeMap<>(older));
    }

    private static boolean isText(Map.Entry<String, String> field) {
        return isText(field.getKey()) && isText(field.getValue());
    }

    /** Whether every database, and UTF-8, gives it back as it is. */
    private static boolean isText(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1));
            if (c == 0 || (Character.isSurrogate(c) && !pair)) {
                return false;
            }
            i += pair ? 1 : 0;
        }
        return true;
    }

    /** When this field was set. */
    Stamp stampOf(String field) {
        return older.getOrDefault(field, stamp);
    }

    /** @throws NoSuchElementException if it has no such field */
    String value(String field) {
        String value = body.get(field);
        if (value == null) {
            throw new NoSuchElementException(kind + " " + id + " has no " + field);
        }
        return value;
    }
}
