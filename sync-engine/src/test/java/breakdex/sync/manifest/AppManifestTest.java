package breakdex.sync.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppManifestTest {
    private static final String HASH = "ab".repeat(32);
    private static final String AT = "2026-01-31T12:00:00.000Z";
    private static final long CLOCK = Instant.parse(AT).toEpochMilli() << 16;

    private static String document(String fields) {
        return "{\"version\":1,\"exportedAt\":\"" + AT + "\"" + (fields.isEmpty() ? "" : "," + fields) + "}";
    }

    private static AppManifest read(String fields) throws BadSegmentException {
        return AppManifest.parse(document(fields));
    }

    private static ManifestRecord only(String fields) throws BadSegmentException {
        AppManifest manifest = read(fields);
        assertThat(manifest.problems()).isEmpty();
        assertThat(manifest.records("d")).hasSize(1);
        return manifest.records("d").get(0);
    }

    private static String written(AppManifest manifest) {
        return AppManifest.write(manifest.exportedAt(), manifest.records("d"));
    }

    /** Every list by its items in any order, every item by its fields in any order, every value to the letter. */
    private static Map<String, Object> compared(String document) {
        Map<String, Object> all = new TreeMap<>();
        JsonText.fields(document).forEach((title, value) -> all.put(title, value));
        all.replaceAll((title, value) -> value.toString().startsWith("[") ? items(value.toString()) : value);
        return all;
    }

    private static List<String> items(String list) {
        List<String> items = new ArrayList<>();
        JsonText.read("{\"x\":" + list + "}", (name, value) -> {
            for (var token = value.nextToken(); !token.isStructEnd(); token = value.nextToken()) {
                String text = JsonText.text(value);
                items.add(text.startsWith("{") ? JsonText.fields(text).toString() : text);
            }
        });
        Collections.sort(items);
        return items;
    }

    @Test
    void whatCameInGoesOut() throws BadSegmentException {
        for (long seed = 1; seed <= 2_000; seed++) {
            String document = new AppDraw(seed).document();
            AppManifest manifest = AppManifest.parse(document);
            String as = "seed " + seed + ": " + document;
            assertThat(manifest.problems()).as(as).isEmpty();
            assertThat(compared(written(manifest))).as(as).isEqualTo(compared(document));
        }
    }

    @Test
    void whatTravelledInSegmentsGoesOutTheSame() throws BadSegmentException {
        for (long seed = 1; seed <= 300; seed++) {
            AppManifest manifest = AppManifest.parse(new AppDraw(seed).document());
            List<ManifestRecord> travelled = new ArrayList<>();
            for (ManifestRecord record : manifest.records("d")) {
                travelled.add(ManifestSerializer.parse(ManifestSerializer.line(record, "d"), "d"));
            }
            Collections.shuffle(travelled, new Random(seed));
            assertThat(AppManifest.write(manifest.exportedAt(), travelled)).isEqualTo(written(manifest));
        }
    }

    @Test
    void twoDevicesThatHoldTheSameWriteTheSame() throws BadSegmentException {
        for (long seed = 1; seed <= 300; seed++) {
            List<ManifestRecord> a =
                    AppManifest.parse(new AppDraw(seed).document()).records("a");
            List<ManifestRecord> b =
                    AppManifest.parse(new AppDraw(seed + 1).document()).records("b");
            assertThat(AppManifest.write(Instant.EPOCH, merged(a, b)))
                    .isEqualTo(AppManifest.write(Instant.EPOCH, merged(b, a)));
        }
    }

    private static List<ManifestRecord> merged(List<ManifestRecord> one, List<ManifestRecord> other) {
        Map<String, ManifestRecord> all = new TreeMap<>();
        List.of(one, other)
                .forEach(records -> records.forEach(
                        record -> all.merge(record.kind() + " " + record.id(), record, ManifestReconciler::merge)));
        return List.copyOf(all.values());
    }

    @Test
    void aMoveBecomesARowOfItsTable() throws BadSegmentException {
        ManifestRecord move = only("\"moves\":[{\"id\":\"m1\",\"name\":\"Windmill\",\"category\":\"power\","
                + "\"contentHash\":\"" + HASH + "\",\"createdAt\":\"" + AT + "\",\"bpm\":1.10,\"created_at\":7}]");
        assertThat(move.kind() + " " + move.id()).isEqualTo("move m1");
        assertThat(move.stamp()).isEqualTo(new Stamp(CLOCK, "d"));
        assertThat(move.deleted()).isFalse();
        assertThat(move.body())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "name", "\"Windmill\"",
                        "category", "\"power\"",
                        "content_hash", "\"" + HASH + "\"",
                        "created_at", "\"" + AT + "\"",
                        "deleted_at", "null",
                        "bpm", "1.10",
                        "app:created_at", "7"));
    }

    @Test
    void namesWithSlashesDoNotMeet() throws BadSegmentException {
        AppManifest manifest = read("\"deckMoves\":[{\"deckId\":\"a/b\",\"moveId\":\"c\"},"
                + "{\"deckId\":\"a\",\"moveId\":\"b/c\"},{\"deckId\":\"a%2Fb\",\"moveId\":\"c\"}]");
        assertThat(manifest.records("d"))
                .extracting(ManifestRecord::id)
                .containsExactly("a%2Fb/c", "a/b%2Fc", "a%252Fb/c");
    }

    @Test
    void movesThatTwoDevicesPutIntoOneComboBothStay() throws BadSegmentException {
        String both = "\"comboMoves\":[" + step("w", 0) + "," + step("w", 2) + ",";
        List<ManifestRecord> a = read(both + step("x", 1) + "]").records("a");
        List<ManifestRecord> b = read(both + step("y", 1) + "]").records("b");
        assertThat(a).extracting(ManifestRecord::id).containsExactly("c/w/0", "c/w/1", "c/x/0");
        assertThat(AppManifest.write(Instant.EPOCH, merged(a, b)))
                .contains(step("w", 0), step("w", 2), step("x", 1), step("y", 1));
    }

    private static String step(String move, int place) {
        return "{\"comboId\":\"c\",\"moveId\":\"" + move + "\",\"sequenceIndex\":" + place + "}";
    }

    @Test
    void anAssetNeverStandsOverWhatTheEngineKnows() throws BadSegmentException {
        ManifestRecord app = only("\"assets\":[{\"contentHash\":\"" + HASH.toUpperCase(Locale.ROOT)
                + "\",\"fileSizeBytes\":5,\"deletedAt\":\"" + AT + "\",\"tombstone_reason\":\"x\",\"stars\":5}]");
        ManifestRecord ours = new ManifestRecord(
                "asset",
                HASH,
                new Stamp(Instant.parse("2020-01-01T00:00:00Z").toEpochMilli() << 16, "e"),
                true,
                new TreeMap<>(Map.of("file_size_bytes", "6", "extension", "\"mp4\"")),
                new TreeMap<>());
        ManifestRecord merged = ManifestReconciler.merge(app, ours);
        assertThat(app.deleted()).isFalse();
        assertThat(merged.deleted()).isTrue();
        assertThat(merged.body())
                .containsEntry("file_size_bytes", "6")
                .containsEntry("stars", "5")
                .containsEntry("app_deleted_at", "\"" + AT + "\"")
                .containsEntry("app:tombstone_reason", "\"x\"")
                .doesNotContainKeys("deleted_at", "tombstone_reason");
    }

    @Test
    void aDeleteThatWasTakenBackLeavesNoTrace() throws BadSegmentException {
        for (String list : List.of(
                "\"moves\":[{\"id\":\"m\"",
                "\"combos\":[{\"id\":\"m\"",
                "\"assets\":[{\"contentHash\":\"" + HASH + "\"")) {
            List<ManifestRecord> gone =
                    read(list + ",\"deletedAt\":\"" + AT + "\"}]").records("d");
            List<ManifestRecord> back = AppManifest.parse(
                            document(list + "}]").replace("2026-01", "2026-02").replace("02-31", "02-03"))
                    .records("d");
            assertThat(AppManifest.write(Instant.EPOCH, gone)).contains("deletedAt");
            assertThat(AppManifest.write(Instant.EPOCH, merged(gone, back))).doesNotContain("deletedAt");
        }
    }

    @Test
    void aMoveThatSomebodyElseDeletedSaysWhen() {
        ManifestRecord move = deleted("move", "m");
        assertThat(AppManifest.write(Instant.EPOCH, List.of(move)))
                .contains("\"moves\":[{\"id\":\"m\",\"deletedAt\":\"" + AT + "\"}]");
    }

    private static ManifestRecord deleted(String kind, String id) {
        return new ManifestRecord(kind, id, new Stamp(CLOCK, "d"), true, new TreeMap<>(), new TreeMap<>());
    }

    @Test
    void whatTheAppDoesNotKnowIsNotWritten() {
        List<ManifestRecord> records = new ArrayList<>();
        for (String kind : List.of("library", "path", "copy", "provider", "certificate", "purge", "new", "appx")) {
            records.add(new ManifestRecord(kind, "i", new Stamp(1, "d"), false, new TreeMap<>(), new TreeMap<>()));
        }
        for (String kind : List.of("review", "deck", "combo_move", "app", "app.notes", "category")) {
            records.add(deleted(kind, "i"));
        }
        records.add(new ManifestRecord("app", "moves", new Stamp(1, "d"), false, new TreeMap<>(), new TreeMap<>()));
        records.add(new ManifestRecord("deck_move", "i", new Stamp(1, "d"), false, new TreeMap<>(), new TreeMap<>()));
        assertThat(AppManifest.write(Instant.EPOCH, records))
                .isEqualTo("{\"version\":1,\"exportedAt\":\"1970-01-01T00:00:00.000Z\",\"moves\":[],\"combos\":[],"
                        + "\"comboMoves\":[],\"categories\":[],\"fsrsCards\":[],\"decks\":[],\"deckMoves\":[],"
                        + "\"reviews\":[],\"assets\":[]}");
    }

    @Test
    void newerListsAreSplitByTheirIds() throws BadSegmentException {
        AppManifest manifest = read("\"notes\":[{\"id\":\"n1\",\"text\":\"a\"},{\"text\":\"b\"},{\"id\":\"n1\"}]");
        assertThat(manifest.records("d"))
                .extracting(record -> record.kind() + " " + record.id() + " " + record.body())
                .containsExactly("app.notes n1 {text=\"a\"}", "app notes {value=[{\"text\":\"b\"},{\"id\":\"n1\"}]}");
    }

    @Test
    void onlyWhatTheAppItselfHadCanVanish() throws BadSegmentException {
        AppManifest before = read("\"notes\":[{\"id\":\"n1\"},{\"id\":\"n2\"}],\"moves\":[{\"id\":\"m\"}],"
                + "\"decks\":[{\"id\":\"d1\"},{\"id\":\"d2\"}],\"combos\":[{\"id\":\"c\"}],"
                + "\"categories\":[{\"name\":\"x\"}]");
        AppManifest now = read("\"notes\":[{\"id\":\"n2\"}],\"moves\":[],\"decks\":[{\"id\":\"d2\"}],\"combos\":[7]");
        assertThat(now.vanished(before, "d")).containsExactly(deleted("app.notes", "n1"), deleted("deck", "d1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "'moves':7 | moves | it is no list",
                "'moves':null | moves | it is no list",
                "'moves':{'a':[1]} | moves | it is no list",
                "'moves':[null] | moves[0] | it is no JSON object",
                "'moves':['x'] | moves[0] | it is no JSON object",
                "'moves':[[{}]] | moves[0] | it is no JSON object",
                "'moves':[{}] | moves[0] | it has no id",
                "'moves':[{'id':null}] | moves[0] null | it has no id",
                "'moves':[{'id':17}] | moves[0] 17 | its id is no text",
                "'moves':[{'id':''}] | moves[0] '' | its id is empty",
                "'moves':[{'id':'m','name':7}] | moves[0] 'm' | its name is no text",
                "'moves':[{'id':'m','name':'a','name':'b'}] | moves[0] | it has two fields name",
                "'moves':[{'id':'m','contentHash':'m'}] | moves[0] 'm' | its contentHash is no content hash: m",
                "'moves':[{'id':'m','createdAt':'now'}] | moves[0] 'm' | its createdAt is no time: 'now'",
                "'moves':[{'id':'m','createdAt':1769860800}] | moves[0] 'm' | its createdAt is no text",
                "'moves':[{'id':'m','deletedAt':false}] | moves[0] 'm' | its deletedAt is no text",
                "'moves':[{'id':'m','x':'\\ud800'}] | moves[0] 'm' | it holds half of a character",
                "'comboMoves':[{'comboId':'c','moveId':'m'}] | comboMoves[0] | it has no sequenceIndex",
                "'comboMoves':[{'comboId':'c','moveId':'m','sequenceIndex':-1}] | comboMoves[0]"
                        + " | its sequenceIndex is no whole number from 0 on: -1",
                "'assets':[{'contentHash':'x'}] | assets[0] | its contentHash is no content hash: x",
                "'reviews':[{'id':'r','createdAt':'2026-02-30T10:00:00Z'}] | reviews[0] 'r'"
                        + " | its createdAt is no time: '2026-02-30T10:00:00Z'",
            })
    void whatIsMalformedIsSetAsideByName(String fields, String where, String reason) throws BadSegmentException {
        AppManifest manifest = read(json(fields) + ",\"plans\":1");
        assertThat(manifest.problems()).containsExactly(new AppManifest.Problem(json(where), json(reason)));
        assertThat(manifest.records("d")).extracting(ManifestRecord::id).containsExactly("plans");
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    @Test
    void ofTwoWithOneIdTheFirstStays() throws BadSegmentException {
        AppManifest manifest = read("\"moves\":[{\"id\":\"m\",\"name\":\"a\"},{\"id\":\"m\",\"name\":\"b\"}],"
                + "\"comboMoves\":[" + step("m", 1) + "," + step("m", 1) + "]");
        assertThat(manifest.problems())
                .extracting(AppManifest.Problem::reason)
                .containsExactly("there is one of this id before it", "its combo has this move at this place already");
        assertThat(manifest.records("d")).hasSize(2);
        assertThat(manifest.records("d").get(0).body()).containsEntry("name", "\"a\"");
    }

    @Test
    void whatIsTooLongForARecordIsSetAside() throws BadSegmentException {
        String huge = "x".repeat(9_000);
        AppManifest manifest = read("\"moves\":[{\"id\":\"" + huge + "\"},{\"id\":\"m\",\"name\":\""
                + "x".repeat(300_000) + "\"}],\"" + huge + "\":1,\"plans\":\"" + "x".repeat(300_000) + "\"");
        assertThat(manifest.records("d")).isEmpty();
        assertThat(manifest.problems())
                .hasSize(4)
                .allSatisfy(problem ->
                        assertThat(problem.where() + problem.reason()).hasSizeLessThan(200));
    }

    @Test
    void anIdAsLongAsOneMayBeStays() throws BadSegmentException {
        assertThat(only("\"moves\":[{\"id\":\"" + "x".repeat(8192) + "\"}]").id())
                .hasSize(8192);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{",
                "{}",
                "{} {}",
                "nonsense",
                "{'version':1}",
                "{'exportedAt':'2026-01-31T12:00:00Z'}",
                "{'version':'1','exportedAt':'2026-01-31T12:00:00Z'}",
                "{'version':1.0,'exportedAt':'2026-01-31T12:00:00Z'}",
                "{'version':0,'exportedAt':'2026-01-31T12:00:00Z'}",
                "{'version':null,'exportedAt':'2026-01-31T12:00:00Z'}",
                "{'version':1,'version':1,'exportedAt':'2026-01-31T12:00:00Z'}",
                "{'version':1,'exportedAt':null}",
                "{'version':1,'exportedAt':7}",
                "{'version':1,'exportedAt':'yesterday'}",
                "{'version':1,'exportedAt':'2026-01-31T12:00:00'}",
                "{'version':1,'exportedAt':'1969-12-31T23:59:59Z'}",
                "{'version':1,'exportedAt':'+999999999-01-01T00:00:00Z'}",
                "{'version':1,'exportedAt':'2026-01-31T12:00:00Z','moves':[{'id':'m'}",
                "{'version':1,'exportedAt':'2026-01-31T12:00:00Z','moves':[{'id':'m'}]}x",
            })
    void whatIsNoManifestIsRefusedWhole(String text) {
        assertThatThrownBy(() -> AppManifest.parse(json(text)))
                .isInstanceOfSatisfying(
                        BadSegmentException.class, e -> assertThat(e.isNewer()).isFalse())
                .message()
                .isNotBlank()
                .hasSizeLessThan(300);
    }

    @Test
    void whatIsTooDeepIsRefusedWhole() {
        for (String title : List.of("moves", "plans", "version")) {
            assertThatThrownBy(() -> AppManifest.parse("{\"" + title + "\":" + deep(100_000) + "}"))
                    .isInstanceOf(BadSegmentException.class);
        }
    }

    /** In a segment a value lies one deeper than in the document. */
    @Test
    void aValueThatIsTooDeepForASegmentIsSetAside() throws BadSegmentException {
        AppManifest manifest = read("\"a\":" + deep(62) + ",\"b\":" + deep(63));
        assertThat(manifest.problems()).containsExactly(new AppManifest.Problem("b", "it is nested too deeply"));
        for (ManifestRecord record : manifest.records("d")) {
            assertThat(ManifestSerializer.parse(ManifestSerializer.line(record, "d"), "d"))
                    .isEqualTo(record);
        }
    }

    private static String deep(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    @Test
    void anotherVersionIsRefusedWholeWhereverItSaysSo() {
        assertThatThrownBy(() -> AppManifest.parse("{\"moves\":{\"other\":1},\"version\":2,\"exportedAt\":[]}"))
                .isInstanceOfSatisfying(
                        BadSegmentException.class, e -> assertThat(e.isNewer()).isTrue())
                .hasMessage("it has version 2 of the manifest, and this program reads version 1:"
                        + " update Breakdex Sync on this machine");
    }

    @Test
    void aWriterStaysOpenAndItsFailureIsTold() throws IOException {
        StringBuilder text = new StringBuilder();
        Writer full = new Writer() {
            @Override
            public void write(char[] characters, int from, int length) throws IOException {
                throw new IOException("no space");
            }

            @Override
            public void flush() {
                text.append("flushed");
            }

            @Override
            public void close() {
                text.append("closed");
            }
        };
        assertThatThrownBy(() -> AppManifest.write(Instant.EPOCH, List.of(), full))
                .isInstanceOf(IOException.class)
                .hasMessage("no space");
        assertThat(text.toString()).doesNotContain("closed");
    }
}
