package breakdex.sync.queue;

import breakdex.sync.provider.Fault;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.store.Database;
import breakdex.sync.store.OperationType;
import breakdex.sync.store.SyncOperation;
import breakdex.sync.store.Tx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One worker's view of the queue: takes operations, keeps its lease on them, ends them. Safe for many threads. */
public final class OperationQueue {
    /** How long a worker may be silent before its work is given to another. */
    public static final Duration LEASE = Duration.ofMinutes(5);

    private static final int DEATHS_THAT_PARK = 10;

    private final Database database;
    private final Clock clock;
    private final RetrySchedule retries;
    private final String worker;

    /** @param worker an id that no other process ever bears */
    public OperationQueue(Database database, Clock clock, RetrySchedule retries, String worker) {
        this.database = database;
        this.clock = clock;
        this.retries = retries;
        this.worker = worker;
    }

    /** Takes back what dead workers held; the caller alone works on this home. Returns how many came back. */
    public int recover() {
        Instant now = clock.instant();
        return database.note(tx -> {
            int back = tx.operations().giveBackOfTheDead(true, now, now.plus(LEASE));
            tx.operations().parkPoison(DEATHS_THAT_PARK);
            return back;
        });
    }

    public List<SyncOperation> claim(String providerId, Collection<OperationType> types, int limit) {
        Instant now = clock.instant();
        return database.note(tx -> tx.operations().claim(providerId, types, worker, limit, now, now.plus(LEASE)));
    }

    /** Part of the transaction that records what was done. What is not ours any more stays as it is. */
    public void complete(Tx tx, Collection<SyncOperation> operations) {
        tx.operations().complete(operations, worker, clock.instant());
    }

    /** Part of a transaction: nothing is left to be done for it. */
    public boolean withdraw(Tx tx, SyncOperation operation) {
        return tx.operations().withdraw(operation, worker);
    }

    /** Puts operations back unharmed, because we stop or their provider pauses. */
    public void giveBack(Collection<SyncOperation> operations, @Nullable String why) {
        if (!operations.isEmpty()) {
            database.noting(
                    tx -> operations.forEach(operation -> tx.operations().giveBack(operation, worker, why)));
        }
    }

    /** Notes confirmed bytes and renews the lease. False if the lease was lost: the transfer must stop. */
    public boolean progress(SyncOperation operation, long confirmed) {
        Instant lease = clock.instant().plus(LEASE);
        return database.note(tx -> tx.operations().progress(operation, worker, confirmed, lease));
    }

    /**
     * Ends an attempt as its fault demands.
     *
     * @param progressed whether it passed the furthest offset ever confirmed; such an attempt costs no retry
     * @return when it is tried again: {@link Instant#MIN} if it went back into the queue unharmed,
     *     {@link Instant#MAX} if it needs a person
     */
    public Instant fail(SyncOperation operation, ProviderException why, boolean progressed) {
        String message = why.getMessage() == null ? why.toString() : why.getMessage();
        return switch (why.fault()) {
            case UNREACHABLE, THROTTLED, AWAY, AUTH, QUOTA -> {
                giveBack(List.of(operation), message);
                yield Instant.MIN;
            }
            case REFUSED, UNREADABLE, CANCELLED -> end(operation, operation.maxRetries(), why.fault(), message, null);
            case DAMAGED, ABSENT, UNEXPECTED -> {
                int count = progressed ? operation.retryCount() : operation.retryCount() + 1;
                Instant due = clock.instant().plus(retries.delay(operation.retryCount(), why.retryAfter()));
                yield end(operation, count, why.fault(), message, count < operation.maxRetries() ? due : null);
            }
        };
    }

    private Instant end(SyncOperation operation, int count, Fault fault, String message, @Nullable Instant due) {
        database.writing(tx -> tx.operations().fail(operation, worker, count, fault.name(), message, due));
        return due == null ? Instant.MAX : due;
    }
}
