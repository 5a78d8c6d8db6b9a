package breakdex.sync;

import breakdex.sync.asset.Asset;
import breakdex.sync.asset.ContentHash;
import breakdex.sync.store.Database;
import breakdex.sync.store.LibraryFileRow;
import breakdex.sync.store.StatusDao.Amount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Gathers what was hashed and records it, many files in one transaction. Hashes scatter over their indexes, so that a
 * transaction of a few files changes nearly as many pages as one of many. One thread writes while the others hash on.
 * Safe for many threads.
 */
final class HashRecorder {
    private static final int ROWS_A_WRITE = 10_000;

    /** Large files are recorded sooner: a run that is cut short does not hash them again. */
    private static final long BYTES_A_WRITE = 512L << 20;

    private static final int ROWS_AT_MOST = 2 * ROWS_A_WRITE;

    private final Database database;
    private final ReentrantLock writing = new ReentrantLock();
    private List<Hashed> waiting = new ArrayList<>();
    private long waitingBytes;
    private Amount recorded = Amount.NONE;

    HashRecorder(Database database) {
        this.database = database;
    }

    /** A file, and the asset that it was found to be. */
    record Hashed(Asset asset, LibraryFileRow row) {}

    void add(Hashed hashed) {
        int rows = gather(hashed);
        if (rows >= ROWS_AT_MOST) {
            flush();
        } else if (rows > 0 && writing.tryLock()) {
            try {
                write();
            } finally {
                writing.unlock();
            }
        }
    }

    /** Records all that waits. */
    void flush() {
        writing.lock();
        try {
            write();
        } finally {
            writing.unlock();
        }
    }

    /** What was recorded so far. */
    synchronized Amount recorded() {
        return recorded;
    }

    /** Returns how many rows wait, where they are worth a transaction; else 0. */
    private synchronized int gather(Hashed hashed) {
        waiting.add(hashed);
        waitingBytes += hashed.asset().sizeBytes();
        return waiting.size() >= ROWS_A_WRITE || waitingBytes >= BYTES_A_WRITE ? waiting.size() : 0;
    }

    private synchronized List<Hashed> take() {
        List<Hashed> taken = waiting;
        waiting = new ArrayList<>();
        waitingBytes = 0;
        return taken;
    }

    private void write() {
        List<Hashed> batch = take();
        if (batch.isEmpty()) {
            return;
        }
        // In the order of the index: each of its pages is then changed once, and not once a file.
        batch.sort(Comparator.comparing(hashed -> hashed.asset().hash().toString()));
        List<Asset> assets = batch.stream().map(Hashed::asset).toList();
        List<ContentHash> hashes = assets.stream().map(Asset::hash).distinct().toList();
        database.noting(tx -> {
            tx.assets().addAbsent(assets);
            tx.files().put(batch.stream().map(Hashed::row).toList());
            // A name on another disk can change which copies count.
            tx.assets().recount(hashes);
        });
        count(new Amount(
                batch.size(), assets.stream().mapToLong(Asset::sizeBytes).sum()));
    }

    private synchronized void count(Amount more) {
        recorded = recorded.plus(more);
    }
}
