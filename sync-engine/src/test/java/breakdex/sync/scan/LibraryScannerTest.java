package breakdex.sync.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakdex.sync.asset.LocalState;
import breakdex.sync.event.Finding;
import breakdex.sync.store.LibraryFileRow;
import breakdex.sync.store.StoreFixture;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LibraryScannerTest {
    @TempDir
    Path home;

    private ScanFixture library;

    @BeforeEach
    void open() throws IOException {
        library = new ScanFixture(home);
    }

    @AfterEach
    void close() {
        library.close();
    }

    @Test
    void aFirstScanHandsForwardEveryVideoInAStableOrder() throws Exception {
        library.write("b/second.mov", "22");
        library.write("b/a/deep.mkv", "333");
        library.write("a.mp4", "1");
        library.write("notes.txt", "not a video");
        library.write("b/first.MP4", "1");
        ScanSummary summary = library.scan();
        assertThat(library.changedPaths()).containsExactly("a.mp4", "b/first.MP4", "b/second.mov", "b/a/deep.mkv");
        assertThat(library.changed).allSatisfy(file -> {
            assertThat(file.previous()).isNull();
            assertThat(FileStamp.read(file.file()).sizeBytes())
                    .isEqualTo(file.stamp().sizeBytes());
        });
        assertThat(summary).isEqualTo(new ScanSummary(4, 7, 4, 0, 0, true));
    }

    @Test
    void aSecondScanGivesFiguresOnly() throws Exception {
        library.write("a.mp4", "1");
        library.write("b/c.mp4", "22");
        library.remember();
        assertThat(library.unchangedFiles).isEqualTo(2);
        assertThat(library.unchangedBytes).isEqualTo(3);
        assertThat(library.changed).isEmpty();
        assertThat(library.vanished).isEmpty();
        assertThat(library.findings).isEmpty();
    }

    @Test
    void moreRowsThanAPageHoldsAreComparedOneByOne() throws Exception {
        for (int i = 0; i < 4_100; i++) {
            library.write("many/" + i + ".mp4", "x");
        }
        library.remember();
        assertThat(library.unchangedFiles).isEqualTo(4_100);
        for (int i = 0; i < 4_100; i += 2) {
            Files.delete(library.root.resolve("many/" + i + ".mp4"));
        }
        assertThat(library.scan().vanished()).isEqualTo(2_050);
        assertThat(library.vanishedPaths()).doesNotHaveDuplicates().hasSize(2_050);
        assertThat(library.unchangedFiles).isEqualTo(2_050);
    }

    @Test
    void aTouchedFileIsHashedAgainAndItsRowComesAlong() throws Exception {
        Path file = library.write("a.mp4", "1");
        library.remember();
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
        library.scan();
        assertThat(library.changedPaths()).containsExactly("a.mp4");
        LibraryFileRow previous = library.changed.get(0).previous();
        assertThat(previous).isNotNull();
        assertThat(previous.hash()).isEqualTo(StoreFixture.hash(1));
    }

    @Test
    void anEditThatKeepsSizeAndModificationTimeIsNoticed() throws Exception {
        Path file = library.write("a.mp4", "before");
        library.remember();
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, "AFTER!");
        Files.setLastModifiedTime(file, time);
        library.scan();
        assertThat(library.changedPaths()).containsExactly("a.mp4");
    }

    @Test
    void anUnsettledFileIsHashedAgain() throws Exception {
        library.write("a.mp4", "1");
        library.scan();
        library.store.asset(1, 1);
        LibraryFileRow row = ScanFixture.row(library.changed.get(0), LocalState.PRESENT, false);
        library.store.database.writing(tx -> tx.files().put(List.of(row)));
        library.scan();
        assertThat(library.changedPaths()).containsExactly("a.mp4");
    }

    @Test
    void aRenamedFileIsANewNameAndAVanishedOne() throws Exception {
        Path file = library.write("old.mp4", "1");
        library.remember();
        Files.move(file, library.root.resolve("new.mp4"));
        library.scan();
        assertThat(library.changedPaths()).containsExactly("new.mp4");
        assertThat(library.vanishedPaths()).containsExactly("old.mp4");
    }

    @Test
    void everyNameInAVanishedFolderVanished() throws Exception {
        library.write("gone/deep/a.mp4", "1");
        library.write("gone/b.mp4", "1");
        library.write("kept.mp4", "1");
        library.remember();
        Files.move(library.root.resolve("gone"), home.resolve("elsewhere"));
        library.scan();
        assertThat(library.vanishedPaths()).containsExactlyInAnyOrder("gone/deep/a.mp4", "gone/b.mp4");
    }

    @Test
    void aFolderInTheFilesPlaceMakesTheFileVanish() throws Exception {
        Path file = library.write("a.mp4", "1");
        library.remember();
        Files.delete(file);
        library.write("a.mp4/inner.mov", "1");
        library.scan();
        assertThat(library.vanishedPaths()).containsExactly("a.mp4");
        assertThat(library.changedPaths()).containsExactly("a.mp4/inner.mov");
    }

    @Test
    void whatWasFreedIsNotReportedAsVanishedAndIsHashedWhenItIsBack() throws Exception {
        Path file = library.write("a.mp4", "1");
        library.remember(LocalState.FREED);
        library.scan();
        assertThat(library.changedPaths()).containsExactly("a.mp4");
        Files.delete(file);
        library.scan();
        assertThat(library.vanished).isEmpty();
    }

    @Test
    void aDeletedNameWhoseFileIsUnchangedStaysUnchanged() throws Exception {
        library.write("a.mp4", "1");
        library.scan();
        library.store.asset(1, 1);
        LibraryFileRow row = ScanFixture.row(library.changed.get(0), LocalState.PRESENT, true);
        LibraryFileRow deleted = new LibraryFileRow(
                row.libraryId(),
                row.machineId(),
                row.path(),
                row.folder(),
                row.hash(),
                row.sizeBytes(),
                row.modifiedNs(),
                row.changedNs(),
                row.fileKey(),
                row.state(),
                true,
                row.hashedAt(),
                StoreFixture.NOW,
                null,
                null);
        library.store.database.writing(tx -> tx.files().put(List.of(deleted)));
        library.scan();
        assertThat(library.unchangedFiles).isEqualTo(1);
        assertThat(library.changed).isEmpty();
    }

    @Test
    void nothingInAFolderThatCannotBeReadIsCalledVanished() throws Exception {
        library.write("shut/inner/a.mp4", "1");
        library.write("shut/b.mp4", "1");
        Path open = library.write("open/c.mp4", "1");
        library.remember();
        Files.delete(open);
        library.reader(folder -> {
            if (folder.endsWith("shut")) {
                throw new AccessDeniedException(folder.toString());
            }
            return FolderReader.REAL.list(folder);
        });
        ScanSummary summary = library.scan();
        assertThat(library.vanishedPaths()).containsExactly("open/c.mp4");
        assertThat(library.kinds()).containsExactly("folder-unreadable");
        assertThat(library.findings.get(0).severity()).isEqualTo(Finding.Severity.WARNING);
        assertThat(summary.complete()).isFalse();
    }

    @Test
    void aLibraryThatIsUnmountedUnderTheScanLosesNothing() throws Exception {
        library.write("a/1.mp4", "1");
        library.write("b/2.mp4", "1");
        library.remember();
        library.reader(folder -> {
            if (folder.endsWith("a")) {
                Files.move(library.root, home.resolve("unplugged"));
            }
            return FolderReader.REAL.list(folder);
        });
        assertThat(library.scan().complete()).isFalse();
        assertThat(library.vanished).isEmpty();
        assertThat(library.kinds()).containsExactly("library-not-mounted");
    }

    @Test
    void aFileThatAListingMissedIsNotCalledVanished() throws Exception {
        library.write("a.mp4", "1");
        library.remember();
        library.reader(folder -> List.of());
        library.scan();
        assertThat(library.vanished).isEmpty();
    }

    @Test
    void linksAreCountedAndNeverFollowed() throws Exception {
        library.write("dir/a.mp4", "1");
        Path outside = Files.writeString(home.resolve("outside.mp4"), "1");
        Files.createSymbolicLink(library.root.resolve("dir/loop"), library.root);
        Files.createSymbolicLink(library.root.resolve("dir/out.mp4"), outside);
        Files.createSymbolicLink(library.root.resolve("dir/broken.mp4"), home.resolve("none"));
        Files.createSymbolicLink(library.root.resolve("dir/notes.txt"), outside);
        ScanSummary summary = library.scan();
        assertThat(library.changedPaths()).containsExactly("dir/a.mp4");
        assertThat(summary.links()).isEqualTo(4);
        assertThat(summary.complete()).isTrue();
        assertThat(library.kinds()).containsExactly("link", "link", "link");
        assertThat(library.findings).anySatisfy(finding -> {
            assertThat(finding.subject()).isEqualTo("dir/out.mp4");
            assertThat(finding.sentence()).contains("leaves the library");
            assertThat(finding.remedy()).isNotEmpty();
        });
    }

    @Test
    void aFolderThatBecameALinkHidesWhatWasInIt() throws Exception {
        library.write("dir/a.mp4", "1");
        library.remember();
        Path moved = Files.move(library.root.resolve("dir"), home.resolve("moved"));
        Files.createSymbolicLink(library.root.resolve("dir"), moved);
        library.scan();
        assertThat(library.vanishedPaths()).containsExactly("dir/a.mp4");
    }

    @Test
    void oddNamesComeBackAsTheFilesThatTheyAre() throws Exception {
        library.write("new\nline.mp4", "1");
        library.write("🎉 clip.mp4", "1");
        library.write("\uFB01n.mp4", "1");
        library.write("back\\x41slash.mp4", "1");
        library.write("é".repeat(125) + ".mp4", "1");
        Path latin = RelativePath.resolve(library.root, "caf\\xE9.mp4");
        Files.writeString(latin, "1");
        library.remember();
        assertThat(library.unchangedFiles).isEqualTo(6);
        Files.delete(latin);
        library.scan();
        assertThat(library.vanishedPaths()).containsExactly("caf\\xE9.mp4");
    }

    @Test
    void whatIsOursTheSystemsOrInABinIsLeftOut() throws Exception {
        library.rules(new ScanRules(List.of(), List.of(), true));
        library.write(".DS_Store", "x");
        library.write("._clip.mp4", "x");
        library.write(".breakdex-aside-1.mp4", "x");
        library.write(".Trash-1000/files/a.mp4", "x");
        library.write("$RECYCLE.BIN/a.mp4", "x");
        library.write("Backup/Breakdex/.sync/place.json", "{}");
        library.write("Backup/Breakdex/ab.mp4", "x");
        library.write("Breakdex/battle.mp4", "x");
        library.scan();
        assertThat(library.changedPaths()).containsExactly("Breakdex/battle.mp4");
    }

    @Test
    void aNewExcludeMakesNothingVanish() throws Exception {
        library.write("raw/a.mp4", "1");
        library.write("b.mp4", "1");
        library.remember();
        library.rules(new ScanRules(List.of(), List.of("raw", "b.mp4"), false));
        library.scan();
        assertThat(library.vanished).isEmpty();
        assertThat(library.unchangedFiles).isZero();
    }

    @Test
    void anUnmountedLibraryIsAFindingAndNothingElse() throws Exception {
        library.write("a.mp4", "1");
        library.remember();
        Files.delete(library.root.resolve(LibraryMarker.FILE_NAME));
        Files.delete(library.root.resolve("a.mp4"));
        assertThat(library.scan().complete()).isFalse();
        assertThat(library.kinds()).containsExactly("library-not-mounted");
        assertThat(library.vanished).isEmpty();
    }

    @Test
    void anInterruptEndsTheScan() throws Exception {
        library.write("a.mp4", "1");
        Thread.currentThread().interrupt();
        assertThatThrownBy(library::scan).isInstanceOf(InterruptedException.class);
    }
}
