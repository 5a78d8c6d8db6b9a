package breakdex.sync.queue;

import breakdex.sync.provider.Fault;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.store.Claimant;
import breakdex.sync.store.Database;
import breakdex.sync.store.OperationType;
import breakdex.sync.store.SyncOperation;
import breakdex.sync.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One worker's view of the queue: takes operations, keeps its lease on them, ends them. All times are the database's.
 * Safe for many threads.
 */
public final class OperationQueue {
    /** How long a worker may be silent before its work is given to another, unless a person says otherwise. */
    public static final Duration LEASE = Duration.ofMinutes(5);

    /** Nobody may hold work longer without a sign of life: a lease that ends later was written under a wrong clock. */
    public static final Duration LONGEST_LEASE = Duration.ofHours(1);

    private static final int BEATS_IN_A_LEASE = 3;
    private static final int DEATHS_THAT_PARK = 10;

    private final Database database;
    private final RetrySchedule retries;
    private final Claimant self;
    private final Duration lease;

    /**
     * @param self an id that no other process ever bears
     * @param lease from some seconds up to {@link #LONGEST_LEASE}
     */
    public OperationQueue(Database database, RetrySchedule retries, Claimant self, Duration lease) {
        this.database = database;
        this.retries = retries;
        this.self = self;
        this.lease = lease;
    }

    public Claimant self() {
        return self;
    }

    /** How often {@link #beat} is to be called: often enough that two that fail lose nothing. */
    public Duration beatEvery() {
        return lease.dividedBy(BEATS_IN_A_LEASE);
    }

    /** The sign of life, which keeps all that we hold, however slowly its bytes move. Returns how much that is. */
    public int beat() {
        return database.note(tx -> {
            seen(tx);
            return tx.operations().renew(self.worker(), tx.now().plus(lease));
        });
    }

    private void seen(Tx tx) {
        tx.workers()
                .seen(self.worker(), self.machineId(), ProcessHandle.current().pid(), tx.now());
    }

    /**
     * Shows that we live, and takes back what is in nobody's hands.
     *
     * @param dead workers that are known to have ended
     * @return how many operations came back
     */
    public int recover(Collection<String> dead) {
        return database.note(tx -> {
            seen(tx);
            int back =
                    tx.operations().giveBackOfTheDead(dead, tx.now(), tx.now().plus(LONGEST_LEASE));
            if (back > 0) {
                tx.operations().parkPoison(DEATHS_THAT_PARK);
            }
            return back;
        });
    }

    public List<SyncOperation> claim(String providerId, Collection<OperationType> types, int limit) {
        return database.note(tx -> tx.operations()
                .claim(providerId, types, self, limit, tx.now(), tx.now().plus(lease)));
    }

    /**
     * Part of the transaction that records what was done.
     *
     * @return those that were still ours: of the others nothing may be recorded, since another may be at them
     */
    public List<SyncOperation> complete(Tx tx, Collection<SyncOperation> operations) {
        return tx.operations().complete(operations, self.worker(), tx.now());
    }

    /** Part of a transaction: nothing is left to be done for it. */
    public boolean withdraw(Tx tx, SyncOperation operation) {
        return tx.operations().withdraw(operation, self.worker());
    }

    /** Puts operations back unharmed, because we stop or their provider pauses. */
    public void giveBack(Collection<SyncOperation> operations, @Nullable String why) {
        if (!operations.isEmpty()) {
            database.noting(
                    tx -> operations.forEach(operation -> tx.operations().giveBack(operation, self.worker(), why)));
        }
    }

    /** Notes confirmed bytes. False if the lease was lost: the transfer must stop. */
    public boolean progress(SyncOperation operation, long confirmed) {
        return database.note(tx -> tx.operations().progress(operation, self.worker(), confirmed));
    }

    /** Part of a {@code note} or {@code write}: whether it is ours, and stays so until the transaction ends. */
    public boolean isOurs(Tx tx, SyncOperation operation) {
        return tx.operations().hold(operation, self.worker());
    }

    /**
     * Whether a call that destroys something may be made for this operation: it is ours, and will be for a third of a
     * lease, which is longer than such a call takes. A fence guards the database, not the provider.
     */
    public boolean mayDestroy(SyncOperation operation) {
        return database.read(tx -> isOursForACall(tx, operation));
    }

    private boolean isOursForACall(Tx tx, SyncOperation operation) {
        Duration callTakes = beatEvery();
        return tx.operations()
                .leaseOf(operation, self.worker())
                .filter(until -> until.isAfter(tx.now().plus(callTakes)))
                .isPresent();
    }

    /**
     * As {@link #mayDestroy}, for the call that removes a copy, right before it: and no local file of the content is
     * just going on the strength of its copies. Whoever lets such a file go first looks, in a {@code write} and after
     * it touched the asset, whether a copy is being removed. So of two that come together the second sees the first: it
     * finds this operation in progress, or we find its certificate.
     */
    public boolean mayRemove(SyncOperation operation) {
        return database.write(tx -> {
            tx.assets().touch(operation.hash());
            return isOursForACall(tx, operation) && !tx.certificates().isReliedOn(operation.hash());
        });
    }

    /**
     * Ends an attempt as its fault demands. One that passed the furthest offset ever confirmed costs no retry.
     *
     * @param furthest how far this attempt came, in bytes that the far side confirmed
     * @return when it is tried again: {@link Instant#MIN} if it went back into the queue unharmed,
     *     {@link Instant#MAX} if it needs a person; null if it was not ours any more
     */
    public @Nullable Instant fail(SyncOperation operation, ProviderException why, long furthest) {
        String message = why.getMessage() == null ? why.toString() : why.getMessage();
        boolean progressed = furthest > operation.furthestOffset();
        return database.write(tx -> {
            if (progressed && !tx.operations().progress(operation, self.worker(), furthest)) {
                return null;
            }
            return switch (why.fault()) {
                case UNREACHABLE, THROTTLED, AWAY, AUTH, QUOTA ->
                    tx.operations().giveBack(operation, self.worker(), message) ? Instant.MIN : null;
                case REFUSED, UNREADABLE, CANCELLED ->
                    end(tx, operation, operation.maxRetries(), why.fault(), message, null);
                case DAMAGED, ABSENT, UNEXPECTED -> {
                    int count = progressed ? operation.retryCount() : operation.retryCount() + 1;
                    Instant due = tx.now().plus(retries.delay(operation.retryCount(), why.retryAfter()));
                    yield end(tx, operation, count, why.fault(), message, count < operation.maxRetries() ? due : null);
                }
            };
        });
    }

    private @Nullable Instant end(
            Tx tx, SyncOperation operation, int count, Fault fault, String message, @Nullable Instant due) {
        if (!tx.operations().fail(operation, self.worker(), count, fault.name(), message, due)) {
            return null;
        }
        return due == null ? Instant.MAX : due;
    }
}
