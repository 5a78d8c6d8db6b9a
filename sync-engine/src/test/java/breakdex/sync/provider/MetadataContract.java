package breakdex.sync.provider;

import static breakdex.sync.provider.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The small files that tell of a library: written once, whole, and never changed. */
public interface MetadataContract extends ProviderChecks {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static SortedSet<String> listed(CloudProvider provider) throws Exception {
        SortedSet<String> paths = new TreeSet<>();
        provider.listMetadata(file -> paths.add(file.path()));
        return paths;
    }

    @Test
    default void whatOneDeviceWroteAnotherReads() throws Exception {
        CloudProvider provider = provider();
        assertThat(listed(provider)).isEmpty();
        provider.writeMetadata("device-a/0000000001-ab.jsonl.zst", bytes("one"));
        provider.writeMetadata("device-a/0000000002-cd.jsonl.zst", bytes("two"));
        CloudProvider other = harness().open("device-b");
        other.writeMetadata("device-b/0000000001-ef.jsonl.zst", bytes(""));
        assertThat(listed(other))
                .containsExactly(
                        "device-a/0000000001-ab.jsonl.zst",
                        "device-a/0000000002-cd.jsonl.zst",
                        "device-b/0000000001-ef.jsonl.zst");
        assertThat(other.readMetadata("device-a/0000000002-cd.jsonl.zst", 3)).contains(bytes("two"));
        assertThat(provider.readMetadata("device-b/0000000001-ef.jsonl.zst", 3)).contains(new byte[0]);
    }

    @Test
    default void whatIsNotThereIsReadAsNothing() throws Exception {
        assertThat(provider().readMetadata("device-a/none", 10)).isEmpty();
    }

    @Test
    default void theSameMayBeWrittenTwiceAndNothingElse() throws Exception {
        CloudProvider provider = provider();
        provider.writeMetadata("device-a/one", bytes("one"));
        provider.writeMetadata("device-a/one", bytes("one"));
        refused(provider, () -> provider.writeMetadata("device-a/one", bytes("two")), Fault.DAMAGED);
        refused(provider, () -> provider.writeMetadata("device-a/one", bytes("longer")), Fault.DAMAGED);
        assertThat(provider.readMetadata("device-a/one", 10)).contains(bytes("one"));
    }

    @Test
    default void aFileThatIsTooLongIsNotRead() throws Exception {
        CloudProvider provider = provider();
        provider.writeMetadata("device-a/one", bytes("0123456789"));
        refused(provider, () -> provider.readMetadata("device-a/one", 9), Fault.DAMAGED);
        assertThat(provider.readMetadata("device-a/one", 10)).contains(bytes("0123456789"));
    }

    @Test
    default void tellsHowLongEachIs() throws Exception {
        CloudProvider provider = provider();
        provider.writeMetadata("device-a/one", bytes("0123456789"));
        provider.writeMetadata("device_B-2/a..b", bytes(""));
        Map<String, Long> sizes = new TreeMap<>();
        provider.listMetadata(file -> sizes.put(file.path(), file.sizeBytes()));
        assertThat(sizes.keySet()).containsExactly("device-a/one", "device_B-2/a..b");
        assertThat(sizes.get("device-a/one")).isIn(10L, RemoteObject.SIZE_UNKNOWN);
        assertThat(sizes.get("device_B-2/a..b")).isIn(0L, RemoteObject.SIZE_UNKNOWN);
    }

    @Test
    default void largeOnesComeBackWhole() throws Exception {
        CloudProvider provider = provider();
        byte[] content = Clip.of(451, 3 * 1024 * 1024 + 1).bytes();
        provider.writeMetadata("device-a/large", content);
        assertThat(provider().readMetadata("device-a/large", content.length)).contains(content);
        byte[] other = content.clone();
        other[other.length - 1]++;
        refused(provider, () -> provider.writeMetadata("device-a/large", other), Fault.DAMAGED);
    }

    @Test
    default void aDeletedOneIsGoneAndOthersStay() throws Exception {
        CloudProvider provider = provider();
        provider.writeMetadata("device-a/one", bytes("one"));
        provider.writeMetadata("device-a/two", bytes("two"));
        provider.deleteMetadata("device-a/one");
        assertThat(provider().readMetadata("device-a/one", 10)).isEmpty();
        assertThat(listed(provider)).containsExactly("device-a/two");
        provider.deleteMetadata("device-a/one");
        provider.deleteMetadata("device-x/none");
        provider.writeMetadata("device-a/one", bytes("another"));
        assertThat(provider.readMetadata("device-a/one", 10)).contains(bytes("another"));
    }

    /** Twice from one name: neither takes the other's place, and the name is free again. */
    @Test
    default void whatIsSetAsideIsKeptAndReadNoMore() throws Exception {
        CloudProvider provider = provider();
        provider.writeMetadata("device-a/one", bytes("bad"));
        provider.writeMetadata("device-a/two", bytes("two"));
        assertThat(provider.setAsideMetadata("device-a/one"))
                .contains("device-a")
                .contains("one");
        assertThat(listed(provider)).containsExactly("device-a/two");
        assertThat(provider.readMetadata("device-a/one", 10)).isEmpty();
        provider.writeMetadata("device-a/one", bytes("worse"));
        provider.setAsideMetadata("device-a/one");
        assertThat(harness().quarantinedMetadata("device-a/one")).containsExactly(bytes("bad"), bytes("worse"));
        assertThat(provider.setAsideMetadata("device-a/one")).isNotBlank();
        assertThat(provider.setAsideMetadata("device-x/none")).isNotBlank();
        assertThat(harness().quarantinedMetadata("device-a/one")).hasSize(2);
        assertThat(listed(provider)).containsExactly("device-a/two");
    }

    /** A damaged one can be put right: set aside, and written again. */
    @Test
    default void whatSomebodyElseChangedIsNoticed() throws Exception {
        CloudProvider provider = provider();
        provider.writeMetadata("device-a/one", bytes("one"));
        harness().putMetadata("device-a/one", bytes("0ne"));
        refused(provider, () -> provider.writeMetadata("device-a/one", bytes("one")), Fault.DAMAGED);
        provider.setAsideMetadata("device-a/one");
        provider.writeMetadata("device-a/one", bytes("one"));
        assertThat(provider.readMetadata("device-a/one", 3)).contains(bytes("one"));
    }

    /** What others put there under names that are not ours is neither named nor in the way. */
    @Test
    default void strangeNamesArePassedOver() throws Exception {
        CloudProvider provider = provider();
        provider.writeMetadata("device-a/one", bytes("one"));
        harness().putMetadata("device-a/.hidden", bytes("x"));
        harness().putMetadata("device-a/with space", bytes("x"));
        harness().putMetadata("tmp/one", bytes("x"));
        harness().putMetadata("quarantine/one", bytes("x"));
        harness().putMetadata("scratch-a/one", bytes("x"));
        assertThat(listed(provider)).containsExactly("device-a/one");
    }

    /** The place may be on another disk tomorrow, which takes upper case for lower. */
    @Test
    default void aNameThatLeadsElsewhereIsRefused() throws Exception {
        CloudProvider provider = provider();
        Set<String> before = harness().everything();
        for (String path : new String[] {
            "",
            "/",
            "one",
            "device-a/",
            "/one",
            "/device-a/one",
            "device-a/..",
            "device-a/../one",
            "../device-a/one",
            "../one",
            "./one",
            "device-a/one/two",
            "device-a//one",
            "tmp/one",
            "TMP/one",
            "quarantine/one",
            "Quarantine/one",
            "scratch-device-a-0123456789abcdef/one",
            "device-a/.one",
            ".device/one",
            "device.a/one",
            "device-a\\one",
            "device a/one",
            "device-a/one\n",
            "device-a/\u0000",
            "device-a/\u00f6ne",
            "d".repeat(65) + "/one",
            "device-a/" + "o".repeat(129)
        }) {
            ProviderException why = refused(provider, () -> provider.writeMetadata(path, bytes("x")), Fault.UNEXPECTED);
            assertThat(why.getMessage()).contains(path);
            refused(provider, () -> provider.readMetadata(path, 10), Fault.UNEXPECTED);
            refused(provider, () -> provider.deleteMetadata(path), Fault.UNEXPECTED);
            refused(provider, () -> provider.setAsideMetadata(path), Fault.UNEXPECTED);
        }
        assertThat(harness().everything()).isEqualTo(before);
    }

    @Test
    default void theLongestNamesAreTaken() throws Exception {
        CloudProvider provider = provider();
        String path = "d".repeat(64) + "/" + "o".repeat(128);
        provider.writeMetadata(path, bytes("x"));
        assertThat(listed(provider)).containsExactly(path);
        provider.setAsideMetadata(path);
        assertThat(harness().quarantinedMetadata(path)).containsExactly(bytes("x"));
    }

    /** Of a device whose name begins with the other's, too. */
    @Test
    default void leftoversOfUploadsAreNoneOfThese() throws Exception {
        CloudProvider provider = provider();
        provider.writeMetadata("device-a/one", bytes("one"));
        provider.writeMetadata("device-a-b/one", bytes("one"));
        assertThat(provider.removeLeftovers(Set.of())).isZero();
        assertThat(listed(provider)).containsExactly("device-a-b/one", "device-a/one");
    }

    /** Assets and metadata lie apart. */
    @Test
    default void itIsNoAssetAndAnAssetIsNone() throws Exception {
        CloudProvider provider = provider();
        provider.writeMetadata("device-a/one", bytes("one"));
        Clip.of(450, 10).store(provider);
        assertThat(Clip.list(provider)).hasSize(1);
        assertThat(listed(provider)).containsExactly("device-a/one");
        provider.removeLeftovers(Set.of());
        assertThat(listed(provider)).containsExactly("device-a/one");
    }
}
