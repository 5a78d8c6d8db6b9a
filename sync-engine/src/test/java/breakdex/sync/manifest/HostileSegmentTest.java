package breakdex.sync.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakdex.sync.hash.Hasher;
import com.github.luben.zstd.Zstd;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever lies in a cloud under a segment's name, it is taken whole, or set aside whole with a reason. */
class HostileSegmentTest {
    private static final SegmentLimits LIMITS = new SegmentLimits(1 << 20, 4 << 20, 100, 1_000);

    @Test
    void aSegmentComesBackAsItWas() throws BadSegmentException {
        List<ManifestRecord> records = records(50);
        SegmentFile file = SegmentFile.of(header(50), records);
        Segment segment = SegmentFile.read(file.name(), file.bytes(), LIMITS);
        assertThat(segment.records()).isEqualTo(records);
        assertThat(segment.header()).isEqualTo(header(50));
        assertThat(segment.setAside()).isEmpty();
        assertThat(SegmentName.parse(file.name().path())).contains(file.name());
    }

    @Test
    void anEmptySegmentIsOneToo() throws BadSegmentException {
        SegmentFile file = SegmentFile.of(header(0), List.of());
        assertThat(SegmentFile.read(file.name(), file.bytes(), LIMITS).records())
                .isEmpty();
    }

    @Test
    void bytesThatChanged() {
        SegmentFile file = SegmentFile.of(header(50), records(50));
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = file.bytes().clone();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
            refuses(file.name(), bytes, "its bytes are not those");
        }
        refuses(file.name(), Arrays.copyOf(file.bytes(), file.bytes().length - 1), "its bytes are not those");
        refuses(file.name(), new byte[0], "its bytes are not those");
    }

    /** Whoever can write to a place can give his bytes a name that fits them. */
    @Test
    void bytesThatFitTheirNameAndAreCutOrNoise() {
        SegmentFile file = SegmentFile.of(header(50), records(50));
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            byte[] cut = Arrays.copyOf(file.bytes(), random.nextInt(file.bytes().length));
            refuses(named(cut), cut, "");
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            refuses(named(noise), noise, "");
        }
    }

    @Test
    void linesThatAreCutAnywhere() {
        byte[] text = text(SegmentFile.of(header(5), records(5)));
        for (int length = 0; length < text.length; length++) {
            byte[] cut = Zstd.compress(Arrays.copyOf(text, length), 1);
            refuses(named(cut), cut, "");
        }
    }

    @Test
    void aBomb() {
        byte[] zeros = Zstd.compress(new byte[24 << 20], 1);
        refuses(named(zeros), zeros, "unpacks to far more");
    }

    @Test
    void tooManyRecords() {
        SegmentFile file = SegmentFile.of(header(1_001), records(1_001));
        refuses(file.name(), file.bytes(), "it has 1001 records, more than a segment may have");
    }

    @Test
    void moreOrFewerRecordsThanItSays() {
        SegmentFile more = SegmentFile.of(header(4), records(5));
        refuses(more.name(), more.bytes(), "more records than it says");
        SegmentFile fewer = SegmentFile.of(header(6), records(5));
        refuses(fewer.name(), fewer.bytes(), "it says that it has 6 records, and has 5");
    }

    @Test
    void linesThatAreNotThoseOfTheLastLine() {
        String text = new String(text(SegmentFile.of(header(5), records(5))), StandardCharsets.UTF_8);
        byte[] changed = Zstd.compress(text.replace("id-1", "id-9").getBytes(StandardCharsets.UTF_8), 1);
        refuses(named(changed), changed, "not those that its last line speaks of");
    }

    @Test
    void oneThatSpeaksOfAnotherDeviceOrSequence() {
        SegmentFile file = SegmentFile.of(header(5), records(5));
        refuses(new SegmentName("b", 7, file.name().digest(), 0, false), file.bytes(), "another segment than its name");
        refuses(new SegmentName("a", 8, file.name().digest(), 0, false), file.bytes(), "another segment than its name");
        refuses(new SegmentName("a", 7, file.name().digest(), 1, true), file.bytes(), "another segment than its name");
    }

    @Test
    void oneMalformedRecordIsSetAsideByNameAndTheRestIsTaken() throws BadSegmentException {
        List<String> lines = new ArrayList<>(List.of(ManifestSerializer.header(header(3))));
        lines.add("{\"kind\":\"move\",\"id\":\"good\",\"set\":\"0000000000000001\",\"body\":{}}");
        lines.add("{\"kind\":\"move\",\"id\":\"bad\",\"set\":\"never\",\"body\":{}}");
        lines.add("{\"kind\":\"move\",\"id\":\"deep\",\"set\":\"0000000000000001\",\"body\":{\"x\":" + "[".repeat(70)
                + "]".repeat(70) + "}}");
        byte[] bytes = packed(lines);
        Segment segment = SegmentFile.read(named(bytes), bytes, LIMITS);
        assertThat(segment.records()).extracting(ManifestRecord::id).containsExactly("good");
        assertThat(segment.setAside()).extracting(Segment.BadLine::number).containsExactly(3, 4);
        assertThat(segment.setAside().get(0).name()).contains("\"bad\"");
        assertThat(segment.setAside().get(0).reason()).isEqualTo("no clock: never");
    }

    @Test
    void aNameThatIsNone() {
        for (String path : List.of(
                "place.json",
                "tmp/x",
                "a/0000000001-0123456789abcdef.jsonl",
                "a/1-0123456789abcdef.jsonl.zst",
                "a/0000000000-0123456789abcdef.jsonl.zst",
                "../a/0000000001-0123456789abcdef.jsonl.zst",
                "a/b/0000000001-0123456789abcdef.jsonl.zst",
                "/0000000001-0123456789abcdef.jsonl.zst",
                "..\\a/0000000001-0123456789abcdef.jsonl.zst",
                "a/0000000001-0123456789ABCDEF.jsonl.zst")) {
            assertThat(SegmentName.parse(path)).as(path).isEmpty();
        }
    }

    private static byte[] packed(List<String> lines) {
        String text = String.join("\n", lines) + "\n";
        byte[] above = text.getBytes(StandardCharsets.UTF_8);
        return Zstd.compress(
                (text + ManifestSerializer.footer(sha256(above)) + "\n").getBytes(StandardCharsets.UTF_8), 1);
    }

    private static SegmentName named(byte[] bytes) {
        return new SegmentName("a", 7, sha256(bytes).substring(0, SegmentName.DIGITS), 0, false);
    }

    private static String sha256(byte[] bytes) {
        Hasher hasher = Hasher.sha256();
        hasher.update(bytes, 0, bytes.length);
        return hasher.finish().hash().digest();
    }

    private static byte[] text(SegmentFile file) {
        return Zstd.decompress(file.bytes(), 4 << 20);
    }

    private static void refuses(SegmentName name, byte[] bytes, String reason) {
        assertThatThrownBy(() -> SegmentFile.read(name, bytes, LIMITS))
                .isInstanceOf(BadSegmentException.class)
                .hasMessageContaining(reason);
    }

    private static SegmentHeader header(int count) {
        return new SegmentHeader("a", 7, count, "", new TreeMap<>(Map.of("b", 1L)), 0, false);
    }

    private static List<ManifestRecord> records(int count) {
        AtomicInteger number = new AtomicInteger();
        RecordDraw draw = new RecordDraw(1);
        return Stream.generate(() -> draw.record("move", "id-" + number.incrementAndGet()))
                .limit(count)
                .toList();
    }
}
