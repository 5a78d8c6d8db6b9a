package breakdex.sync;

import breakdex.sync.event.SyncEvent;
import breakdex.sync.queue.OperationQueue;
import breakdex.sync.store.SyncOperation;
import breakdex.sync.store.Tx;
import breakdex.sync.transfer.TransferProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Follows one operation: tells listeners ten times a second at most, the database twice, which also tells
 * whether the operation is still ours.
 * Used by one thread.
 */
final class OperationProgress implements TransferProgress, Hold {
    private static final Duration EVENTS = Duration.ofMillis(100);
    private static final Duration WRITES = Duration.ofMillis(500);

    /** No lease is so short; a healthy transfer writes more often. */
    private static final Duration STOOD_STILL = Duration.ofSeconds(3);

    private final SyncOperation operation;
    private final OperationQueue queue;
    private final RunLog log;
    private final Clock clock;
    private Instant lastEvent;
    private Instant lastWrite;
    private long furthest;

    OperationProgress(SyncOperation operation, OperationQueue queue, RunLog log, Clock clock) {
        this.operation = operation;
        this.queue = queue;
        this.log = log;
        this.clock = clock;
        this.lastEvent = clock.instant();
        this.lastWrite = lastEvent;
    }

    @Override
    public void at(long confirmed) throws InterruptedException {
        furthest = Math.max(furthest, confirmed);
        Instant now = clock.instant();
        if (Duration.between(lastEvent, now).compareTo(EVENTS) >= 0) {
            lastEvent = now;
            log.event(new SyncEvent.OperationProgressed(operation.id(), confirmed, operation.totalBytes()));
        }
        if (Duration.between(lastWrite, now).compareTo(WRITES) >= 0) {
            lastWrite = now;
            write(confirmed);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** The clock shows that we stood still, also where the whole machine did. */
    @Override
    public void beforeSending() {
        Instant now = clock.instant();
        if (Duration.between(lastWrite, now).compareTo(STOOD_STILL) >= 0) {
            lastWrite = now;
            write(furthest);
        }
    }

    @Override
    public void check(Tx tx) {
        if (!queue.isOurs(tx, operation)) {
            throw new LeaseLostException(operation);
        }
    }

    @Override
    public void beforeDestroying() {
        if (!queue.mayDestroy(operation)) {
            throw new LeaseLostException(operation);
        }
    }

    /** Sees that the operation is still ours while bytes are read back. */
    void alive() throws InterruptedException {
        at(furthest);
    }

    private void write(long confirmed) {
        if (!queue.progress(operation, confirmed)) {
            throw new LeaseLostException(operation);
        }
    }

    /** How far this attempt came, in bytes. */
    long furthest() {
        return furthest;
    }
}
