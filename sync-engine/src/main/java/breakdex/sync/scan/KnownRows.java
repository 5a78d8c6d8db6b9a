package breakdex.sync.scan;

import breakdex.sync.store.Database;
import breakdex.sync.store.KnownFile;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** What the database knows of one folder, in the order of paths, a page at a time, no transaction in between. */
final class KnownRows {
    private static final int PAGE = 2_000;

    private final Database database;
    private final ScanTarget target;
    private final String folder;
    private List<KnownFile> page;
    private int next;

    KnownRows(Database database, ScanTarget target, String folder) {
        this.database = database;
        this.target = target;
        this.folder = folder;
        this.page = fetch("");
    }

    /** The row that {@link #take} gives; null at the end. */
    @Nullable
    KnownFile peek() {
        if (next == PAGE) {
            page = fetch(page.get(PAGE - 1).path());
            next = 0;
        }
        return next < page.size() ? page.get(next) : null;
    }

    KnownFile take() {
        KnownFile row = peek();
        if (row == null) {
            throw new NoSuchElementException(folder);
        }
        next++;
        return row;
    }

    private List<KnownFile> fetch(String after) {
        return database.read(tx -> tx.files().knownIn(target.libraryId(), target.machineId(), folder, after, PAGE));
    }
}
