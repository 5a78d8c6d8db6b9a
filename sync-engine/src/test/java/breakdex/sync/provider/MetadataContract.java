package breakdex.sync.provider;

import static breakdex.sync.provider.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.SortedSet;
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
    default void aNameThatLeadsElsewhereIsRefused() throws Exception {
        CloudProvider provider = provider();
        Set<String> before = harness().everything();
        for (String path : new String[] {
            "",
            "one",
            "/device-a/one",
            "device-a/../one",
            "../device-a/one",
            "device-a/one/two",
            "tmp/one",
            "quarantine/one",
            "device-a/.one",
            ".device/one",
            "device-a\\one",
            "device a/one"
        }) {
            refused(provider, () -> provider.writeMetadata(path, bytes("x")), Fault.UNEXPECTED);
            refused(provider, () -> provider.readMetadata(path, 10), Fault.UNEXPECTED);
        }
        assertThat(harness().everything()).isEqualTo(before);
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
