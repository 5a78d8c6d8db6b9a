package breakdex.sync.scan;

import breakdex.sync.event.Finding;
import breakdex.sync.store.Database;
import breakdex.sync.store.KnownFile;
import breakdex.sync.store.LibraryFileRow;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One scan's way to its sink: gathers a folder's finds, so that their rows are fetched together, and looks again before
 * it calls anything vanished.
 */
final class Report {
    private static final int BATCH = 1_000;

    private record Change(String path, Path file, FileStamp stamp, boolean known) {}

    private final Database database;
    private final ScanTarget target;
    private final ScanSink sink;
    private final List<Change> changes = new ArrayList<>();
    private final List<String> gone = new ArrayList<>();
    private long unchangedFiles;
    private long unchangedBytes;
    private long files;
    private long bytes;
    private long changed;
    private long vanished;
    private long links;
    private boolean complete = true;
    private boolean mounted = true;

    Report(Database database, ScanTarget target, ScanSink sink) {
        this.database = database;
        this.target = target;
        this.sink = sink;
    }

    void unchanged(FileStamp stamp) {
        count(stamp);
        unchangedFiles++;
        unchangedBytes += stamp.sizeBytes();
    }

    void changed(String path, Path file, FileStamp stamp, boolean known) {
        count(stamp);
        changes.add(new Change(path, file, target.keysKept() ? stamp : stamp.withoutKey(), known));
        if (changes.size() == BATCH) {
            flushChanges();
        }
    }

    /** Names that were freed, or missing before, are so still. */
    void gone(KnownFile row) {
        if (row.present()) {
            gone.add(row.path());
        }
        if (gone.size() == BATCH) {
            flushGone();
        }
    }

    void link(Path link, String name, String path) {
        links++;
        Links.finding(target, link, name, path).ifPresent(sink::finding);
    }

    void part(Path file) {
        sink.part(file);
    }

    void finding(Finding finding) {
        complete &= !finding.isIncomplete();
        sink.finding(finding);
    }

    /** False once the library's folder went away under the scan: whatever is not seen from then on says nothing. */
    boolean isMounted() {
        return mounted;
    }

    void flush() {
        flushChanges();
        flushGone();
        if (unchangedFiles > 0) {
            sink.unchanged(unchangedFiles, unchangedBytes);
        }
        unchangedFiles = 0;
        unchangedBytes = 0;
    }

    ScanSummary summary() {
        return new ScanSummary(files, bytes, changed, vanished, links, complete);
    }

    private void count(FileStamp stamp) {
        files++;
        bytes += stamp.sizeBytes();
    }

    private void flushChanges() {
        List<LibraryFile> found = database.read(tx -> changes.stream()
                .map(change -> new LibraryFile(
                        target.libraryId(),
                        target.machineId(),
                        change.path(),
                        change.file(),
                        change.stamp(),
                        change.known()
                                ? tx.files()
                                        .find(target.libraryId(), target.machineId(), change.path())
                                        .orElse(null)
                                : null))
                .toList());
        changed += found.size();
        changes.clear();
        found.forEach(sink::changed);
    }

    private void flushGone() {
        List<String> absent = gone.stream().filter(this::isAbsent).toList();
        gone.clear();
        // The order matters: what was absent before the library was seen to be mounted is absent from the library.
        if (absent.isEmpty() || !isStillMounted()) {
            return;
        }
        List<LibraryFileRow> rows = database.read(tx -> absent.stream()
                .flatMap(path -> tx.files().find(target.libraryId(), target.machineId(), path).stream())
                .toList());
        vanished += rows.size();
        rows.forEach(sink::vanished);
    }

    private boolean isStillMounted() {
        if (mounted && LibraryMount.check(target.library()) instanceof LibraryMount.NotMounted away) {
            mounted = false;
            finding(away.finding());
        }
        return mounted;
    }

    /** A listing that runs while a file is renamed may miss it. Goes from folder to folder, so through no link. */
    private boolean isAbsent(String path) {
        try {
            for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                if (kind(path.substring(0, slash)) != FileStamp.Kind.FOLDER) {
                    return true;
                }
            }
            return kind(path) != FileStamp.Kind.FILE;
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException e) {
            finding(ScanRun.unreadable("file-unreadable", path, e));
            return false;
        }
    }

    private FileStamp.Kind kind(String path) throws IOException {
        return FileStamp.read(RelativePath.resolve(target.root(), path)).kind();
    }
}
