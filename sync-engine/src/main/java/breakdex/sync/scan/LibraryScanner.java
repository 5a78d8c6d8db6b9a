package breakdex.sync.scan;

import breakdex.sync.store.Database;
import breakdex.sync.store.LibraryRow;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Walks a library's folder and compares it with what the database knows of it. Reads only; what it finds goes to a
 * {@link ScanSink}, which decides what to store. Safe for use by many threads, each on a library of its own.
 *
 * <p>Folders come depth first, names in the order of their UTF-8 bytes, no link is followed. Memory holds the names of
 * one folder and the folders still to come, never a library.
 */
public final class LibraryScanner {
    private final Database database;
    private final FolderReader folders;

    public LibraryScanner(Database database) {
        this(database, FolderReader.REAL);
    }

    LibraryScanner(Database database, FolderReader folders) {
        this.database = database;
        this.folders = folders;
    }

    /**
     * Blocks until the library was walked.
     *
     * @throws InterruptedException if the thread was interrupted; what the sink was told until then is true
     * @throws IllegalArgumentException if the library's rules cannot be read
     */
    public ScanSummary scan(LibraryRow library, String machineId, ScanSink sink) throws InterruptedException {
        LibraryMount mount = LibraryMount.check(library);
        if (mount instanceof LibraryMount.NotMounted away) {
            sink.finding(away.finding());
            return new ScanSummary(0, 0, 0, 0, 0, false);
        }
        var folder = ((LibraryMount.Mounted) mount).folder();
        ScanRules.Wanted rules = ScanRules.parse(library.rulesJson()).compile();
        try {
            ScanTarget target = new ScanTarget(library, machineId, folder, rules, FileKeys.areKept(folder));
            return new ScanRun(database, folders, target, new Report(database, target, sink)).run();
        } catch (IOException e) {
            throw new UncheckedIOException("the file store of " + folder + " does not answer", e);
        }
    }
}
