package breakdex.sync.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.asset.Asset;
import breakdex.sync.asset.AssetCopy;
import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.CopyStatus;
import breakdex.sync.safety.ReliedOnText;
import breakdex.sync.store.LibraryFileRow;
import breakdex.sync.store.MemoryFolder;
import breakdex.sync.store.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Well-formed records that say nonsense: none stops the others, and none becomes a path, a proof or a crash. */
class HostileRecordTest {
    private static final ContentHash CLIP = ContentHash.parse("cd".repeat(32));

    private static final List<String> KINDS = List.of(
            "library",
            "provider",
            "asset",
            "purge",
            "path",
            "copy",
            "certificate",
            "new",
            "move",
            "combo",
            "combo_move",
            "review");

    private static final List<String> NONSENSE = List.of(
            "null",
            "5",
            "-1",
            "1E99",
            "true",
            "\"\"",
            "\"x\"",
            "\"\\u0000\"",
            "[]",
            "{}",
            "{\"evidence\":7}",
            "\"+100000-01-01T00:00:00Z\"",
            "\"-100000-01-01T00:00:00Z\"",
            "\"2026-02-01T00:00:00\"",
            "99999999999999999999");

    private static final List<String> FIELDS = List.of(
            "content_hash",
            "file_size_bytes",
            "size_bytes",
            "extension",
            "imported_at",
            "deleted_at",
            "proof",
            "name",
            "added_at",
            "tombstone_reason",
            "failure_domain",
            "provider_type",
            "library_id",
            "removed_at",
            "modified_ns",
            "sequence_index",
            "rating",
            "review_type",
            "entity_type",
            "entity_id_snapshot",
            "reviewed_at",
            "updated_at",
            "asked_by",
            "asked_at",
            "began_at");

    @TempDir(factory = MemoryFolder.class)
    Path home;

    private static ManifestRecord record(String kind, String id, String body) {
        return ManifestSerializer.parse(
                "{\"kind\":" + JsonText.quoted(kind) + ",\"id\":" + JsonText.quoted(id)
                        + ",\"set\":\"0190000000000000\",\"body\":" + body + "}",
                "evil");
    }

    private static void take(TwoDevices.Device device, long sequence, List<ManifestRecord> records)
            throws BadSegmentException {
        SegmentHeader header = new SegmentHeader("evil", sequence, records.size(), "", new TreeMap<>(), 0, false);
        SegmentFile file = SegmentFile.of(header, records);
        device.merge.merge(
                file.name(),
                SegmentFile.read(file.name(), file.bytes(), SegmentLimits.NORMAL),
                tx -> tx.segments().read("evil", sequence));
    }

    private static List<LibraryFileRow> names(TwoDevices.Device device) {
        return device.database.read(tx -> tx.files().ofAsset(CLIP));
    }

    private static List<AssetCopy> copies(TwoDevices.Device device) {
        return device.database.read(tx -> tx.copies().ofAsset(CLIP));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void namesThatLeadOutOfTheirLibraryAreNoNames(TestDatabase kind) throws Exception {
        try (TwoDevices devices = new TwoDevices(home, kind)) {
            String of = "{\"content_hash\":\"" + CLIP + "\"}";
            List<ManifestRecord> records = new ArrayList<>(
                    List.of(record("library", "lib", "{\"name\":\"x\"}"), record("asset", CLIP.toString(), "{}")));
            for (String path : List.of(
                    "/etc/passwd", "../x", "a/../../x", "a//b", "./x", "", "a/", "\\x2E\\x2E/x", "x\\x00", "a/..")) {
                records.add(record("path", "lib/" + path, of));
            }
            records.add(record("path", "lib/good.mp4", of));
            records.add(record("path", "nowhere", of));
            take(devices.a, 1, records);
            assertThat(names(devices.a)).extracting(LibraryFileRow::path).containsExactly("good.mp4");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatNoVersionCallsAProofIsNone(TestDatabase kind) throws Exception {
        try (TwoDevices devices = new TwoDevices(home, kind)) {
            devices.a.place("nas");
            take(
                    devices.a,
                    1,
                    List.of(
                            record("asset", CLIP.toString(), "{\"extension\":\"../../x\",\"file_size_bytes\":-5}"),
                            record(
                                    "copy",
                                    CLIP + "@key:nas",
                                    "{\"proof\":{\"evidence\":\"BELIEVE_ME\",\"verified_at\":\"2026-01-01T00:00:00Z\"}"
                                            + "}")));
            Asset asset = devices.a.database.read(tx -> tx.assets().find(CLIP).orElseThrow());
            assertThat(asset.copyCount()).isZero();
            assertThat(asset.extension()).isEqualTo("bin");
            assertThat(copies(devices.a)).extracting(copy -> copy.status()).containsExactly(CopyStatus.FAILED);
        }
    }

    /** Whatever stands in the fields, each segment is taken, and the record is passed on as it came. */
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void nonsenseInAnyFieldStopsNothing(TestDatabase kind) throws Exception {
        List<String> ids =
                List.of(CLIP.toString(), CLIP + "@key:nas", "lib/a.mp4", "lib", "x", "@", "/", "key:nas", "x/x/0");
        try (TwoDevices devices = new TwoDevices(home, kind)) {
            devices.a.place("nas");
            take(devices.a, 1, List.of(record("library", "lib", "{}"), record("asset", CLIP.toString(), "{}")));
            Random random = new Random(1);
            for (int sequence = 2; sequence < 60; sequence++) {
                List<ManifestRecord> records = new ArrayList<>();
                for (String what : KINDS) {
                    StringBuilder body = new StringBuilder("{\"content_hash\":\"" + CLIP + "\",\"library_id\":\"lib\"");
                    String field = FIELDS.get(random.nextInt(FIELDS.size()));
                    if (!body.toString().contains("\"" + field + "\"")) {
                        body.append(",\"" + field + "\":" + NONSENSE.get(random.nextInt(NONSENSE.size())));
                    }
                    records.add(record(what, ids.get(random.nextInt(ids.size())), body + "}"));
                }
                take(devices.a, sequence, records);
            }
            devices.a.merge.again();
            long position =
                    devices.a.database.read(tx -> tx.segments().positions()).getOrDefault("evil", 0L);
            assertThat(position).isEqualTo(59);
            devices.a.database.read(tx -> {
                assertThat(tx.moves().all()).isNotEmpty();
                assertThat(tx.combos().all()).isNotEmpty();
                return position;
            });
        }
    }

    @Test
    void aCertificateThatRestsOnNonsenseRestsOnNothing() {
        for (String text : List.of(
                "", "x", "[null]", "{}", "[{\"evidence\":\"BELIEVE_ME\"}]", "[{\"obtainedAt\":\"never\"}]", "[[]]")) {
            assertThat(ReliedOnText.read(text)).as(text).isEmpty();
        }
    }
}
