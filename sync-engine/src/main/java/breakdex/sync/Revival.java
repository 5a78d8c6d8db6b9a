package breakdex.sync;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.provider.Fault;
import breakdex.sync.store.Database;
import breakdex.sync.store.OperationFilter;
import breakdex.sync.store.OperationState;
import breakdex.sync.store.OperationType;
import breakdex.sync.store.PresentFile;
import breakdex.sync.store.QueueFigure;
import breakdex.sync.store.SyncOperation;
import breakdex.sync.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Puts operations that failed for good back into the queue, with all their tries, once what stopped them has changed.
 * A place that changed is seen by {@link Setup} and {@link Connections}; here, what a run can see.
 */
final class Revival {
    /** What lies beyond waits for the next run. */
    private static final int AT_ONCE = 10_000;

    private Revival() {}

    /** To be called after the files were looked at, and before anything is planned. Returns how many came back. */
    static int ofWhatChanged(Database database, Instant now) {
        // Nearly always there are none, and then the list need not be read.
        if (database.read(tx -> tx.operations().figures()).stream().noneMatch(QueueFigure::permanent)) {
            return 0;
        }
        return database.write(tx -> revive(tx, now));
    }

    private static int revive(Tx tx, Instant now) {
        OperationFilter wanted = OperationFilter.of(Set.of(OperationState.PERMANENTLY_FAILED), AT_ONCE);
        List<SyncOperation> failed = tx.operations().list(wanted, List.of(), now);
        Map<ContentHash, List<PresentFile>> files = tx.files()
                .presentOf(failed.stream().map(SyncOperation::hash).distinct().toList());
        return failed.stream()
                .filter(operation -> mayBeReadable(operation)
                        || files.getOrDefault(operation.hash(), List.of()).stream()
                                .anyMatch(row -> wasWrittenSince(operation, row, now)))
                .mapToInt(operation -> tx.operations().retry(operation.id()))
                .sum();
    }

    /** Whether what barred the way is gone shows at a look, which costs next to nothing. */
    private static boolean mayBeReadable(SyncOperation operation) {
        return Fault.UNREADABLE.name().equals(operation.fault());
    }

    /** Whether there is another file to send than at the last try; a time to come tells nothing. */
    private static boolean wasWrittenSince(SyncOperation operation, PresentFile row, Instant now) {
        Instant tried = operation.startedAt();
        long written = Math.max(row.modifiedNs(), row.changedNs());
        return operation.type() == OperationType.UPLOAD
                && tried != null
                && written > nanos(tried)
                && written <= nanos(now);
    }

    private static long nanos(Instant time) {
        return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
    }
}
