package breakdex.sync.provider.folder;

import static breakdex.sync.provider.folder.FolderContract.faultOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakdex.sync.provider.CloudProvider;
import breakdex.sync.provider.Fault;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.provider.ProviderHarness.Trouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The small files of a folder: what others may have put in their way, and what a crash leaves of them. */
class FolderMetadataTest {
    private static final String ONE = "device-a/one";

    /** What the harness' clock says. */
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    @TempDir
    Path temporary;

    private FolderHarness harness;
    private CloudProvider provider;
    private Path sync;

    @BeforeEach
    void connect() {
        harness = new FolderHarness(temporary);
        provider = harness.open();
        sync = harness.root().resolve(".sync");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<String> listed() throws Exception {
        List<String> paths = new ArrayList<>();
        provider.listMetadata(file -> paths.add(file.path() + " " + file.sizeBytes()));
        paths.sort(null);
        return paths;
    }

    private List<String> tmp() throws IOException {
        try (Stream<Path> all = Files.list(sync.resolve("tmp"))) {
            return all.map(it -> String.valueOf(it.getFileName())).toList();
        }
    }

    private static void refuses(Fault fault, FolderContract.Call... calls) throws InterruptedException {
        for (FolderContract.Call call : calls) {
            assertThat(faultOf(call)).isEqualTo(fault);
        }
    }

    private FolderContract.Call[] callsOf(String path) {
        return new FolderContract.Call[] {
            () -> provider.readMetadata(path, 1000),
            () -> provider.writeMetadata(path, bytes("ours")),
            () -> provider.deleteMetadata(path),
            () -> provider.setAsideMetadata(path)
        };
    }

    @Test
    void forcesTheBytesThenNamesThemThenForcesTheFolders() throws Exception {
        provider.writeMetadata(ONE, bytes("one"));
        assertThat(harness.files.calls.stream().filter(it -> !it.startsWith("read")))
                .satisfiesExactly(
                        it -> assertThat(it).startsWith("open metadata-device-a-"),
                        it -> assertThat(it).startsWith("force metadata-device-a-"),
                        it -> assertThat(it).isEqualTo("name one"),
                        it -> assertThat(it).isEqualTo("force folder device-a"),
                        it -> assertThat(it).isEqualTo("force folder .sync"));
        assertThat(tmp()).isEmpty();
    }

    @Test
    void forcesTheFoldersOfWhatWasThereAlready() throws Exception {
        harness.files.failNext = "force folder";
        refuses(Fault.UNREACHABLE, () -> provider.writeMetadata(ONE, bytes("one")));
        harness.files.calls.clear();
        provider.writeMetadata(ONE, bytes("one"));
        assertThat(harness.files.calls).containsSubsequence("force folder device-a", "force folder .sync");
        assertThat(harness.files.calls).noneMatch(it -> it.startsWith("open "));
    }

    @Test
    void whatCannotBeWrittenWholeIsNotSeenAndLeavesNothing() throws Exception {
        harness.files.failNext = "force";
        refuses(Fault.UNREACHABLE, () -> provider.writeMetadata(ONE, bytes("one")));
        harness.files.cutNextWrite.set(true);
        refuses(Fault.UNREACHABLE, () -> provider.writeMetadata(ONE, bytes("one")));
        harness.files.failNext = "name";
        refuses(Fault.UNREACHABLE, () -> provider.writeMetadata(ONE, bytes("one")));
        harness.files.free.set(1);
        refuses(Fault.QUOTA, () -> provider.writeMetadata(ONE, bytes("one")));
        harness.files.free.set(Long.MAX_VALUE);
        assertThat(listed()).isEmpty();
        assertThat(tmp()).isEmpty();
        provider.writeMetadata(ONE, bytes("one"));
        assertThat(listed()).containsExactly("device-a/one 3");
    }

    /** A file that was named is never written to again, whatever a crash left of its making. */
    @Test
    void aSecondNameThatACrashLeftEndangersNothing() throws Exception {
        provider.writeMetadata(ONE, bytes("same"));
        Path left = Files.createLink(sync.resolve("tmp/metadata-device-a-0123456789abcdef"), sync.resolve(ONE));
        harness.files.failNext = "force";
        refuses(Fault.UNREACHABLE, () -> provider.writeMetadata("device-a/two", bytes("same")));
        assertThat(Files.readString(sync.resolve(ONE))).isEqualTo("same");
        Files.setLastModifiedTime(left, FileTime.from(NOW.minus(Duration.ofHours(2))));
        provider.removeLeftovers(Set.of());
        assertThat(tmp()).isEmpty();
        assertThat(listed()).containsExactly("device-a/one 4");
    }

    @Test
    void whatACrashLeftGoesUnlessItMayStillBeWritten() throws Exception {
        Instant longAgo = NOW.minus(Duration.ofHours(2));
        left("metadata-device-a-0123456789abcdef", longAgo);
        left("metadata-device-a-fedcba9876543210", NOW.minusSeconds(60));
        left("metadata-device-a-b-0123456789abcdef", longAgo);
        left("metadata-device-a-0123", longAgo);
        provider.removeLeftovers(Set.of());
        assertThat(tmp())
                .containsExactlyInAnyOrder(
                        "metadata-device-a-fedcba9876543210",
                        "metadata-device-a-b-0123456789abcdef",
                        "metadata-device-a-0123");
    }

    private void left(String name, Instant when) throws IOException {
        Path file = Files.write(sync.resolve("tmp").resolve(name), bytes("half"));
        Files.setLastModifiedTime(file, FileTime.from(when));
    }

    @Test
    void aLinkedFolderIsNotFollowed() throws Exception {
        Path outside = Files.createDirectory(temporary.resolve("outside"));
        Files.write(outside.resolve("one"), bytes("not ours"));
        Files.createSymbolicLink(sync.resolve("device-a"), outside);
        assertThat(listed()).isEmpty();
        refuses(Fault.DAMAGED, callsOf(ONE));
        refuses(Fault.DAMAGED, callsOf("device-a/two"));
        try (Stream<Path> all = Files.list(outside)) {
            assertThat(all).containsExactly(outside.resolve("one"));
        }
        assertThat(Files.readString(outside.resolve("one"))).isEqualTo("not ours");
    }

    @Test
    void aLinkThatLeadsNowhereIsNoFolder() throws Exception {
        Files.createSymbolicLink(sync.resolve("device-a"), temporary.resolve("nowhere"));
        assertThat(listed()).isEmpty();
        refuses(Fault.DAMAGED, callsOf(ONE));
        assertThat(temporary.resolve("nowhere")).doesNotExist();
    }

    @Test
    void aLinkedFileIsNotFollowed() throws Exception {
        Path outside = Files.write(temporary.resolve("outside"), bytes("ours"));
        Path link = Files.createDirectory(sync.resolve("device-a")).resolve("one");
        Files.createSymbolicLink(link, outside);
        assertThat(listed()).isEmpty();
        refuses(Fault.DAMAGED, callsOf(ONE));
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(Files.readString(outside)).isEqualTo("ours");
    }

    @Test
    void aFolderUnderAFilesNameIsLeftAlone() throws Exception {
        Path folder = Files.createDirectories(sync.resolve(ONE));
        assertThat(listed()).isEmpty();
        refuses(Fault.DAMAGED, callsOf(ONE));
        assertThat(folder).isDirectory();
    }

    @Test
    void aFileUnderAFoldersNameIsLeftAlone() throws Exception {
        Path file = Files.write(sync.resolve("device-a"), bytes("not ours"));
        provider.writeMetadata("device-b/one", bytes("one"));
        assertThat(listed()).containsExactly("device-b/one 3");
        refuses(Fault.DAMAGED, callsOf(ONE));
        assertThat(Files.readString(file)).isEqualTo("not ours");
    }

    @Test
    void linksInPlaceOfOurOwnFoldersAreNotFollowed() throws Exception {
        provider.writeMetadata(ONE, bytes("one"));
        Path outside = Files.createDirectory(temporary.resolve("outside"));
        for (String own : List.of("tmp", "quarantine")) {
            Files.delete(sync.resolve(own));
            Files.createSymbolicLink(sync.resolve(own), outside);
        }
        refuses(
                Fault.DAMAGED,
                () -> provider.setAsideMetadata(ONE),
                () -> provider.writeMetadata("device-a/two", bytes("two")),
                () -> provider.writeLibraryManifest(bytes("new"), null));
        assertThat(outside).isEmptyDirectory();
        assertThat(listed()).containsExactly("device-a/one 3");
    }

    @Test
    void onlyWhatLiesOneFolderDeepIsListed() throws Exception {
        Files.createDirectories(sync.resolve("device-a/deeper"));
        Files.write(sync.resolve("device-a/deeper/one"), bytes("x"));
        Files.write(sync.resolve("one"), bytes("x"));
        provider.writeMetadata(ONE, bytes("one"));
        assertThat(listed()).containsExactly("device-a/one 3");
    }

    @Test
    void aListingThatBreaksOffIsNone() throws Exception {
        provider.writeMetadata(ONE, bytes("one"));
        harness.files.failNext = "list";
        refuses(Fault.UNREACHABLE, this::listEach);
        refuses(Fault.AWAY, () -> provider.listMetadata(file -> harness.begin(Trouble.EMPTIED)));
    }

    private void listEach() throws ProviderException, InterruptedException {
        provider.listMetadata(file -> {});
    }

    @Test
    void aListingCanBeInterrupted() throws Exception {
        provider.writeMetadata(ONE, bytes("one"));
        provider.writeMetadata("device-a/two", bytes("two"));
        assertThatThrownBy(() ->
                        provider.listMetadata(file -> Thread.currentThread().interrupt()))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void namesWhatTheSystemSaid() throws Exception {
        provider.writeMetadata("device-a/two", bytes("two"));
        harness.files.failure = new AccessDeniedException("x");
        harness.files.failNext = "force";
        refuses(Fault.AUTH, () -> provider.writeMetadata(ONE, bytes("one")));
        harness.files.failure = new IOException("Read-only file system");
        harness.files.failNext = "open";
        refuses(Fault.AUTH, () -> provider.writeMetadata(ONE, bytes("one")));
        harness.files.failNext = "delete";
        refuses(Fault.AUTH, () -> provider.deleteMetadata("device-a/two"));
        harness.files.failNext = "reserve";
        refuses(Fault.AUTH, () -> provider.setAsideMetadata("device-a/two"));
        assertThat(listed()).containsExactly("device-a/two 3");
    }

    @Test
    void oneThatMayNotBeReadSaysNothingOfTheOthers() throws Exception {
        provider.writeMetadata(ONE, bytes("one"));
        provider.writeMetadata("device-a/two", bytes("two"));
        harness.files.forbidden.add("one");
        refuses(Fault.UNREADABLE, () -> provider.readMetadata(ONE, 10));
        assertThat(provider.readMetadata("device-a/two", 10)).contains(bytes("two"));
        harness.files.forbidden.clear();
        harness.files.failNext = "read";
        refuses(Fault.DAMAGED, () -> provider.readMetadata(ONE, 10));
    }

    @Test
    void deletingAndSettingAsideAreForced() throws Exception {
        provider.writeMetadata(ONE, bytes("one"));
        provider.writeMetadata("device-a/two", bytes("two"));
        harness.files.calls.clear();
        provider.deleteMetadata(ONE);
        assertThat(harness.files.calls).containsSubsequence("delete one", "force folder device-a");
        harness.files.calls.clear();
        String where = provider.setAsideMetadata("device-a/two");
        assertThat(where).isEqualTo(sync.resolve("quarantine/device-a.two.1").toString());
        assertThat(harness.files.calls)
                .containsSubsequence("rename device-a.two.1", "force folder quarantine", "force folder device-a");
    }
}
