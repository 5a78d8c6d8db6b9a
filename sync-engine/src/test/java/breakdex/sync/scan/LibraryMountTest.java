package breakdex.sync.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakdex.sync.asset.FailureDomain;
import breakdex.sync.store.LibraryRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LibraryMountTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void aMarkerIsReadAsItWasWritten() throws Exception {
        LibraryMarker marker = new LibraryMarker("lib-1", NOW);
        assertThat(LibraryMarker.read(folder)).isEmpty();
        assertThat(marker.create(folder)).isEqualTo(marker);
        assertThat(LibraryMarker.read(folder)).contains(marker);
        assertThat(names()).containsExactly(LibraryMarker.FILE_NAME);
    }

    @Test
    void aMarkerThatIsThereIsKept() throws Exception {
        LibraryMarker first = new LibraryMarker("lib-1", NOW).create(folder);
        assertThat(new LibraryMarker("lib-2", NOW).create(folder)).isEqualTo(first);
        assertThat(LibraryMarker.read(folder)).contains(first);
    }

    @Test
    void aDamagedMarkerIsAnErrorAndNotAnAbsentOne() throws Exception {
        for (String text : new String[] {"", "{}", "{\"id\":\"x\"}", "{\"id\":\"x\",\"createdAt\":\"never\"}"}) {
            Files.writeString(folder.resolve(LibraryMarker.FILE_NAME), text);
            assertThatThrownBy(() -> LibraryMarker.read(folder))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("damaged");
            assertThat(sentence(row(folder.toString(), true, null, null))).contains("cannot be read");
        }
    }

    @Test
    void aFolderWithItsMarkerIsMounted() throws Exception {
        new LibraryMarker("lib-1", NOW).create(folder);
        assertThat(LibraryMount.check(row(folder.toString(), true, null, null)))
                .isEqualTo(new LibraryMount.Mounted(folder));
    }

    @Test
    void anEmptyMountPointIsNotTheLibrary() {
        assertThat(sentence(row(folder.toString(), true, null, null))).contains("has no .breakdex-library");
    }

    @Test
    void anotherLibrarysFolderIsNotTheLibrary() throws Exception {
        new LibraryMarker("lib-2", NOW).create(folder);
        assertThat(sentence(row(folder.toString(), true, null, null))).contains("holds another library");
    }

    @Test
    void whatIsNotThereOrNoFolderIsSaidInOneSentence() throws Exception {
        assertThat(sentence(row(null, true, null, null))).contains("has no folder on this device");
        assertThat(sentence(row(folder.resolve("none").toString(), true, null, null)))
                .contains("nothing lies at");
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertThat(sentence(row(file.toString(), true, null, null))).contains("is no folder");
    }

    @Test
    void anUnmarkedFolderIsKnownByStoreAndKey() throws Exception {
        LibraryMount.Identity identity = LibraryMount.Identity.of(folder);
        assertThat(LibraryMount.check(row(folder.toString(), false, identity.fileStore(), identity.fileKey())))
                .isEqualTo(new LibraryMount.Mounted(folder));
        assertThat(sentence(row(folder.toString(), false, identity.fileStore(), "another")))
                .contains("another folder");
        assertThat(sentence(row(folder.toString(), false, "another", identity.fileKey())))
                .contains("another folder");
    }

    private static String sentence(LibraryRow row) {
        LibraryMount.NotMounted away = (LibraryMount.NotMounted) LibraryMount.check(row);
        assertThat(away.finding().kind()).isEqualTo("library-not-mounted");
        assertThat(away.finding().isIncomplete()).isTrue();
        assertThat(away.finding().remedy()).isNotEmpty();
        return away.finding().sentence();
    }

    private static LibraryRow row(
            @Nullable String place, boolean marked, @Nullable String store, @Nullable String key) {
        return new LibraryRow(
                "lib-1", "Videos", place, store, key, marked, "{}", new FailureDomain("disk:own", false), NOW, null);
    }

    private java.util.List<String> names() throws IOException {
        try (var listing = Files.list(folder)) {
            return listing.map(file -> file.getFileName().toString()).toList();
        }
    }
}
