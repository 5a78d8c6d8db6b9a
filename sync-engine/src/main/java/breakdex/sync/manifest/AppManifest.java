package breakdex.sync.manifest;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.AbstractList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;

/**
 * The app's own {@code manifest.json} as records, and records as such a document; {@code docs/data.md} describes both.
 * It is the app's, so nothing in it is dropped because we do not know it (S18), and no item because another is broken.
 * Another version may mean anything, and is refused whole (S11). Immutable.
 *
 * <p>Its time is taken at its word: whoever imports it first holds {@link #exportedAt} against a clock, since a
 * document from next year would stand over every change until then.
 */
public final class AppManifest {
    static final int VERSION = 1;

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");

    /** Always with milliseconds, so that a document's length does not hang on the moment. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /**
     * What the app says nothing of any more, and means that it is gone. A move or combo it would mark as deleted
     * itself, a review is for good, and an asset only a person deletes.
     */
    private static final Set<String> NEVER_VANISH = Set.of("move", "review", "asset", AppReader.KIND_OF_REST);

    private final Instant exportedAt;
    private final List<AppItem> items;
    private final List<Problem> problems;
    private final Set<String> wholeKinds;

    private AppManifest(Instant exportedAt, AppReader read) {
        this.exportedAt = exportedAt;
        this.items = List.copyOf(read.items());
        this.problems = List.copyOf(read.problems());
        this.wholeKinds = Set.copyOf(read.wholeKinds());
    }

    /**
     * What was set aside: the rest of the document was taken.
     *
     * @param where the item's place and, where it has one, its id, such as {@code moves[3] "m-17"}
     * @param reason part of a sentence, such as "its createdAt is no time"
     */
    public record Problem(String where, String reason) {}

    /** @throws BadSegmentException if nothing of it can be taken */
    public static AppManifest parse(String json) throws BadSegmentException {
        AppReader reader = new AppReader();
        try {
            JsonText.read(json, reader);
        } catch (IllegalArgumentException e) {
            throw BadSegmentException.damaged(String.valueOf(e.getMessage()), e);
        }
        checkVersion(reader.head());
        return new AppManifest(time(reader.head()), reader);
    }

    private static void checkVersion(SortedMap<String, String> head) throws BadSegmentException {
        String version = head.get(AppReader.VERSION);
        if (version == null) {
            throw BadSegmentException.damaged("it does not say which version of the app's manifest it has");
        }
        String shown = ManifestSerializer.shown(version);
        if (!NUMBER.matcher(version).matches()) {
            throw BadSegmentException.damaged("its version, " + shown + ", is none");
        }
        long number = Long.parseLong(version);
        if (number > VERSION) {
            throw BadSegmentException.newer(shown, VERSION);
        }
        if (number < VERSION) {
            throw BadSegmentException.damaged(
                    "it has version " + shown + " of the app's manifest, and this program reads version " + VERSION);
        }
    }

    private static Instant time(SortedMap<String, String> head) throws BadSegmentException {
        String text = head.get(AppReader.EXPORTED_AT);
        if (text == null) {
            throw BadSegmentException.damaged("it does not say when it was exported");
        }
        try {
            Instant time = OffsetDateTime.parse(ManifestSerializer.unquoted(text, AppReader.EXPORTED_AT))
                    .toInstant();
            if (!time.isBefore(Instant.EPOCH)
                    && !time.isAfter(Instant.ofEpochMilli(Stamp.LATEST >> Stamp.COUNT_BITS))) {
                return time;
            }
            throw BadSegmentException.damaged("its exportedAt is in no year of ours: " + text);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw BadSegmentException.damaged("its exportedAt is no time: " + ManifestSerializer.shown(text), e);
        }
    }

    public Instant exportedAt() {
        return exportedAt;
    }

    public List<Problem> problems() {
        return problems;
    }

    /**
     * What it says, stamped with its time: what was changed since stands over it. Each record is made when it is asked
     * for, so that a large document is not in memory once more.
     *
     * @param device for the stamps: who imports it
     */
    public List<ManifestRecord> records(String device) {
        return new AbstractList<>() {
            @Override
            public ManifestRecord get(int index) {
                return items.get(index).record(exportedAt, device);
            }

            @Override
            public int size() {
                return items.size();
            }
        };
    }

    /**
     * What the app has let go of between an earlier document of its own and this one, as deleted records. The earlier
     * one is needed, because what it never had may be another device's, of which the app has not heard. A list from
     * which something was set aside, or that is not there, counts as if nothing were gone.
     *
     * @param before the last document of the same app that was imported
     */
    public List<ManifestRecord> vanished(AppManifest before, String device) {
        Map<String, Set<String>> here = new HashMap<>();
        items.forEach(item ->
                here.computeIfAbsent(item.kind(), kind -> new HashSet<>()).add(item.id()));
        return before.items.stream()
                .filter(item -> wholeKinds.contains(item.kind()) && !NEVER_VANISH.contains(item.kind()))
                .filter(item -> !here.getOrDefault(item.kind(), Set.of()).contains(item.id()))
                .map(item -> new AppItem(item.kind(), item.id(), new TreeMap<>(), true).record(exportedAt, device))
                .toList();
    }

    /** The document as one text; for more than a few thousand items rather the other one. */
    public static String write(Instant exportedAt, Iterable<ManifestRecord> records) {
        StringWriter text = new StringWriter();
        try {
            write(exportedAt, records, text);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory takes every character", e);
        }
        return text.toString();
    }

    /**
     * Writes the document. Kinds of which the app knows nothing are passed over.
     *
     * @param records merged: each thing once
     * @param to stays open
     */
    public static void write(Instant exportedAt, Iterable<ManifestRecord> records, Writer to) throws IOException {
        AppWriter writer = new AppWriter(records);
        try (JsonGenerator json = JsonText.generator(to)) {
            writer.write(exportedAt, json);
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
    }

    /** Whether the app's document has a place for records of this kind. */
    static boolean tellsOf(String kind) {
        return AppList.ofKind(kind).isPresent()
                || kind.equals(AppReader.KIND_OF_REST)
                || kind.startsWith(AppReader.KIND_OF_ITEMS);
    }

    static String text(Instant time) {
        return TIME.format(time);
    }
}
