package breakdex.sync.scan;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.asset.FailureDomain;
import breakdex.sync.asset.LocalState;
import breakdex.sync.event.Finding;
import breakdex.sync.store.LibraryFileRow;
import breakdex.sync.store.LibraryRow;
import breakdex.sync.store.StoreFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A library folder, a database beside it, and a sink that remembers. */
final class ScanFixture implements AutoCloseable, ScanSink {
    final Path root;
    final StoreFixture store;
    final List<LibraryFile> changed = new ArrayList<>();
    final List<LibraryFileRow> vanished = new ArrayList<>();
    final List<Finding> findings = new ArrayList<>();
    final List<Path> parts = new ArrayList<>();
    long unchangedFiles;
    long unchangedBytes;
    private ScanRules rules = ScanRules.VIDEOS;
    private FolderReader reader = FolderReader.REAL;

    ScanFixture(Path home) throws IOException {
        root = Files.createDirectories(home.resolve("videos"));
        store = new StoreFixture(home);
        new LibraryMarker(StoreFixture.LIBRARY, StoreFixture.NOW).create(root);
    }

    Path write(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    void rules(ScanRules other) {
        rules = other;
    }

    void reader(FolderReader other) {
        reader = other;
    }

    LibraryRow library() {
        return library(true, null, null);
    }

    LibraryRow library(boolean marked, @Nullable String fileStore, @Nullable String fileKey) {
        return new LibraryRow(
                StoreFixture.LIBRARY,
                "Videos",
                root.toString(),
                fileStore,
                fileKey,
                marked,
                rules.toJson(),
                new FailureDomain("disk:own", false),
                StoreFixture.NOW,
                StoreFixture.MACHINE);
    }

    ScanSummary scan() throws InterruptedException {
        changed.clear();
        vanished.clear();
        findings.clear();
        unchangedFiles = 0;
        unchangedBytes = 0;
        return new LibraryScanner(store.database, reader).scan(library(), StoreFixture.MACHINE, this);
    }

    /** Scans, and stores what it found as hashed and settled, in a given state. */
    void remember(LocalState state) throws InterruptedException {
        scan();
        store.asset(1, 10);
        List<LibraryFileRow> rows =
                changed.stream().map(file -> row(file, state, true)).toList();
        store.database.writing(tx -> tx.files().put(rows));
    }

    void remember() throws InterruptedException {
        remember(LocalState.PRESENT);
        assertThat(scan().changed()).isZero();
    }

    static LibraryFileRow row(LibraryFile file, LocalState state, boolean settled) {
        FileStamp stamp = file.stamp();
        Instant now = StoreFixture.NOW;
        return new LibraryFileRow(
                file.libraryId(),
                file.machineId(),
                file.path(),
                LibraryFileRow.folderOf(file.path()),
                StoreFixture.hash(1),
                stamp.sizeBytes(),
                stamp.modifiedNs(),
                stamp.changedNs(),
                stamp.fileKey(),
                state,
                settled,
                now,
                null,
                null,
                null);
    }

    List<String> changedPaths() {
        return changed.stream().map(LibraryFile::path).toList();
    }

    List<String> vanishedPaths() {
        return vanished.stream().map(LibraryFileRow::path).toList();
    }

    List<String> kinds() {
        return findings.stream().map(Finding::kind).toList();
    }

    @Override
    public void unchanged(long files, long bytes) {
        unchangedFiles += files;
        unchangedBytes += bytes;
    }

    @Override
    public void changed(LibraryFile file) {
        changed.add(file);
    }

    @Override
    public void vanished(LibraryFileRow row) {
        vanished.add(row);
    }

    @Override
    public void part(Path file) {
        parts.add(file);
    }

    @Override
    public void finding(Finding finding) {
        findings.add(finding);
    }

    @Override
    public void close() {
        store.close();
    }
}
