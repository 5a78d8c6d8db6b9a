package breakdex.sync.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ManifestSerializerTest {
    private static final SegmentHeader HEADER =
            new SegmentHeader("a", 7, 2, "ab".repeat(32), new TreeMap<>(Map.of("b", 12L)), 0, false);

    @Test
    void aRecordComesBackAsItWas() {
        for (long seed = 1; seed <= 5_000; seed++) {
            ManifestRecord record = new RecordDraw(seed).record();
            String line = ManifestSerializer.line(record, "a");
            assertThat(line).doesNotContain("\n");
            assertThat(ManifestSerializer.parse(line, "a"))
                    .as("seed %s: %s", seed, line)
                    .isEqualTo(record);
        }
    }

    /** Of who wrote it, who passed it on, and who may read it later, nobody need know a field. */
    @Test
    void whatThisVersionDoesNotKnowGoesOutAsItCameIn() {
        String line = "{\"kind\":\"choreography\",\"id\":\"c1\",\"set\":\"000001890abcdef0\","
                + "\"body\":{\"bpm\":118.50,\"huge\":123456789012345678901234567890,\"of\":{\"a\":[1,{\"b\":1E5}]}}}";
        assertThat(ManifestSerializer.line(ManifestSerializer.parse(line, "a"), "a"))
                .isEqualTo(line);
    }

    @Test
    void spacesAndTheOrderOfFieldsDoNotMatter() {
        String spread = " { \"id\" : \"m\" , \"body\" : { \"z\" : [ 1 , 2 ] , \"a\" : \"\\u00e9\" } , "
                + "\"set\" : \"0000000000000001\" , \"kind\" : \"move\" } ";
        String tight =
                "{\"kind\":\"move\",\"id\":\"m\",\"set\":\"0000000000000001\",\"body\":{\"a\":\"é\",\"z\":[1,2]}}";
        assertThat(ManifestSerializer.parse(spread, "a")).isEqualTo(ManifestSerializer.parse(tight, "a"));
    }

    @Test
    void aHeaderComesBackAsItWas() throws BadSegmentException {
        assertThat(ManifestSerializer.parseHeader(ManifestSerializer.header(HEADER)))
                .isEqualTo(HEADER);
        SegmentHeader part = new SegmentHeader("a", 8, 0, "", new TreeMap<>(), 3, true);
        assertThat(ManifestSerializer.parseHeader(ManifestSerializer.header(part)))
                .isEqualTo(part);
    }

    @Test
    void anOlderAndANewerMinorVersionAreRead() throws BadSegmentException {
        String header = ManifestSerializer.header(HEADER);
        assertThat(ManifestSerializer.parseHeader(
                        header.replace("\"1.0\"", "\"1.9\"").replace("\"count\"", "\"new\":[1],\"count\"")))
                .isEqualTo(HEADER);
    }

    @Test
    void anotherMajorVersionIsRefusedWithTheVersionThatIsNeeded() {
        String header = ManifestSerializer.header(HEADER).replace("\"1.0\"", "\"2.0\"");
        assertThatThrownBy(() -> ManifestSerializer.parseHeader(header))
                .isInstanceOfSatisfying(
                        BadSegmentException.class, e -> assertThat(e.isNewer()).isTrue())
                .hasMessage("it has version 2.0 of the manifest, and this program reads version 1:"
                        + " update Breakdex Sync on this machine");
    }

    @Test
    void aHeaderThatIsNone() {
        for (String line : List.of(
                "",
                "[]",
                "{}",
                "{\"format\":\"other\"}",
                ManifestSerializer.header(HEADER).replace("\"1.0\"", "\"one\""),
                ManifestSerializer.header(HEADER).replace("\"1.0\"", "1.0"),
                ManifestSerializer.header(HEADER).replace("\"count\":2", "\"count\":-2"),
                ManifestSerializer.header(HEADER).replace("\"sequence\":7", "\"sequence\":7.5"),
                ManifestSerializer.header(HEADER).replace("abab", "xyxy"))) {
            assertThatThrownBy(() -> ManifestSerializer.parseHeader(line))
                    .as(line)
                    .isInstanceOf(BadSegmentException.class);
        }
    }

    @Test
    void aLineThatIsNoRecord() {
        String good = "{\"kind\":\"move\",\"id\":\"m\",\"set\":\"0000000000000001\",\"body\":{\"a\":1}}";
        for (String line : List.of(
                "",
                "null",
                good + "{}",
                good.substring(0, good.length() - 1),
                good.replace("\"m\"", "5"),
                good.replace("\"m\"", "\"\""),
                good.replace("\"m\"", "\"a\\u0000b\""),
                good.replace("\"m\"", "\"a\\ud83d\""),
                good.replace("{\"a\":1}", "{\"a\":\"\\udc00\"}"),
                good.replace("\"m\"", "\"" + "m".repeat(ManifestRecord.LONGEST_ID + 1) + "\""),
                good.replace("\"set\":\"0000000000000001\",", ""),
                good.replace("0000000000000001", "1"),
                good.replace("0000000000000001", "000000000000000G"),
                good.replace("0000000000000001", "ffffffffffffffff"),
                good.replace("{\"a\":1}", "[1]"),
                good.replace("{\"a\":1}", "{\"a\":1,\"a\":2}"),
                good.replace("{\"a\":1}", "{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}"),
                good.replace("\"body\"", "\"deleted\":\"yes\",\"body\""),
                good.replace("\"body\"", "\"older\":{\"b\":\"0000000000000000\"},\"body\""),
                good.replace("\"body\"", "\"older\":{\"a\":\"0000000000000001\"},\"body\""),
                good.replace("\"body\"", "\"later\":1,\"body\""))) {
            assertThatThrownBy(() -> ManifestSerializer.parse(line, "a"))
                    .as(line)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(ManifestSerializer.parse(good, "a").id()).isEqualTo("m");
    }
}
