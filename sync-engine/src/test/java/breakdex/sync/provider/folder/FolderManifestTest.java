package breakdex.sync.provider.folder;

import static breakdex.sync.provider.folder.FolderContract.faultOf;
import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.provider.CloudProvider;
import breakdex.sync.provider.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The app's manifest in a folder: replaced in one step, and only if it is still the one that was read. */
class FolderManifestTest {
    @TempDir
    Path temporary;

    private FolderHarness harness;
    private CloudProvider provider;
    private Path manifest;

    @BeforeEach
    void connect() {
        harness = new FolderHarness(temporary);
        provider = harness.open();
        manifest = harness.root().resolve("manifest.json");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String version() throws Exception {
        return provider.readLibraryManifest(1000).orElseThrow().version();
    }

    private void nothingIsLeft() throws IOException {
        try (Stream<Path> all = Files.list(harness.root().resolve(".sync/tmp"))) {
            assertThat(all).isEmpty();
        }
    }

    @Test
    void forcesTheBytesThenNamesThemThenForcesTheFolder() throws Exception {
        provider.writeLibraryManifest(bytes("first"), null);
        assertThat(harness.files.calls).containsSubsequence("name manifest.json", "force folder Breakdex");
        String first = version();
        harness.files.calls.clear();
        provider.writeLibraryManifest(bytes("second"), first);
        assertThat(harness.files.calls.stream().filter(it -> !it.startsWith("read")))
                .satisfiesExactly(
                        it -> assertThat(it).startsWith("open metadata-device-a-"),
                        it -> assertThat(it).startsWith("force metadata-device-a-"),
                        it -> assertThat(it).isEqualTo("rename manifest.json"),
                        it -> assertThat(it).isEqualTo("force folder Breakdex"));
        nothingIsLeft();
    }

    /** Disks with coarse times give two writes one time. */
    @Test
    void aChangeThatLeavesLengthAndTimeIsSeen() throws Exception {
        provider.writeLibraryManifest(bytes("first"), null);
        String first = version();
        FileTime time = Files.getLastModifiedTime(manifest);
        Files.write(manifest, bytes("other"));
        Files.setLastModifiedTime(manifest, time);
        assertThat(faultOf(() -> provider.writeLibraryManifest(bytes("ours"), first)))
                .isEqualTo(Fault.DAMAGED);
        assertThat(Files.readString(manifest)).isEqualTo("other");
    }

    @Test
    void aChangeWhileTheNewOneIsWrittenIsSeen() throws Exception {
        for (boolean there : new boolean[] {false, true}) {
            Files.deleteIfExists(manifest);
            if (there) {
                provider.writeLibraryManifest(bytes("first"), null);
            }
            String read = there ? version() : null;
            harness.files.beforeForce = () -> Files.write(manifest, bytes("other"));
            assertThat(faultOf(() -> provider.writeLibraryManifest(bytes("ours"), read)))
                    .isEqualTo(Fault.DAMAGED);
            assertThat(Files.readString(manifest)).isEqualTo("other");
            nothingIsLeft();
        }
    }

    @Test
    void whatCannotBeWrittenWholeChangesNothing() throws Exception {
        provider.writeLibraryManifest(bytes("first"), null);
        String first = version();
        for (String step : new String[] {"open", "force", "rename"}) {
            harness.files.failNext = step;
            assertThat(faultOf(() -> provider.writeLibraryManifest(bytes("ours"), first)))
                    .isEqualTo(Fault.UNREACHABLE);
            assertThat(Files.readString(manifest)).isEqualTo("first");
        }
        nothingIsLeft();
        harness.files.failNext = "force folder";
        assertThat(faultOf(() -> provider.writeLibraryManifest(bytes("ours"), first)))
                .isEqualTo(Fault.UNREACHABLE);
        provider.writeLibraryManifest(bytes("ours"), first);
        assertThat(Files.readString(manifest)).isEqualTo("ours");
    }

    @Test
    void aLinkIsNeitherReadNorReplaced() throws Exception {
        Path outside = Files.write(temporary.resolve("outside"), bytes("not ours"));
        Files.createSymbolicLink(manifest, outside);
        assertThat(faultOf(() -> provider.readLibraryManifest(1000))).isEqualTo(Fault.DAMAGED);
        assertThat(faultOf(() -> provider.writeLibraryManifest(bytes("ours"), null)))
                .isEqualTo(Fault.DAMAGED);
        assertThat(Files.isSymbolicLink(manifest)).isTrue();
        assertThat(Files.readString(outside)).isEqualTo("not ours");
    }

    @Test
    void aFolderIsLeftAlone() throws Exception {
        Files.createDirectory(manifest);
        assertThat(faultOf(() -> provider.readLibraryManifest(1000))).isEqualTo(Fault.DAMAGED);
        assertThat(faultOf(() -> provider.writeLibraryManifest(bytes("ours"), null)))
                .isEqualTo(Fault.DAMAGED);
        assertThat(manifest).isDirectory();
    }
}
