package breakdex.sync.queue;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.store.Claimant;
import breakdex.sync.store.Database;
import breakdex.sync.store.NewOperation;
import breakdex.sync.store.OperationType;
import breakdex.sync.store.SyncOperation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The table's verbs with times given to them, since a server's clock cannot be set. */
final class DaoVerbs implements Verbs {
    private static final int PAGE = 1_000;
    private static final int DEATHS_THAT_PARK = 10;

    private final Database database;
    private final Clock clock;
    private final RetrySchedule retries;
    private final String machineId;

    DaoVerbs(Database database, Clock clock, RetrySchedule retries, String machineId) {
        this.database = database;
        this.clock = clock;
        this.retries = retries;
        this.machineId = machineId;
    }

    private Instant lease() {
        return clock.instant().plus(OperationQueue.LEASE);
    }

    @Override
    public int enqueue(Collection<NewOperation> operations) {
        return database.note(tx -> tx.operations().enqueue(operations, clock.instant()));
    }

    @Override
    public int planUploads(String provider, Supplier<String> ids) {
        return database.note(tx -> tx.operations()
                .enqueue(
                        tx.assets().missingOn(provider, machineId, null, PAGE).stream()
                                .map(missing -> new NewOperation(
                                        ids.get(),
                                        missing.hash(),
                                        provider,
                                        OperationType.UPLOAD,
                                        Priority.upload(missing.copyCount(), missing.sizeBytes()),
                                        missing.sizeBytes(),
                                        missing.machineId()))
                                .toList(),
                        clock.instant()));
    }

    @Override
    public void wishVerify(ContentHash hash, long bytes, String provider, Supplier<String> ids) {
        NewOperation verify = new NewOperation(
                ids.get(), hash, provider, OperationType.VERIFY, Priority.wished(bytes), bytes, NewOperation.ANYWHERE);
        database.noting(tx -> {
            tx.operations().enqueue(List.of(verify), clock.instant());
            tx.operations().urge(hash, provider, OperationType.VERIFY, verify.priority());
        });
    }

    @Override
    public List<SyncOperation> claim(Claimant who, String provider, Set<OperationType> types, int limit) {
        return database.note(tx -> tx.operations().claim(provider, types, who, limit, clock.instant(), lease()));
    }

    @Override
    public boolean complete(Claimant who, SyncOperation operation) {
        return !database.<List<SyncOperation>>note(
                        tx -> tx.operations().complete(List.of(operation), who.worker(), clock.instant()))
                .isEmpty();
    }

    @Override
    public @Nullable Instant fail(
            Claimant who, SyncOperation operation, ProviderException why, long furthest, QueueModel.Ending ending) {
        Instant again = clock.instant().plus(retries.delay(operation.retryCount(), why.retryAfter()));
        Instant due = ending.isPermanent() ? null : again;
        String message = String.valueOf(why.getMessage());
        String fault = why.fault().name();
        boolean ours = database.write(tx -> {
            if (ending.progressed() && !tx.operations().progress(operation, who.worker(), furthest)) {
                return false;
            }
            return ending.unharmed()
                    ? tx.operations().giveBack(operation, who.worker(), message)
                    : tx.operations().fail(operation, who.worker(), ending.retries(), fault, message, due);
        });
        if (!ours) {
            return null;
        }
        return ending.unharmed() ? Instant.MIN : Optional.ofNullable(due).orElse(Instant.MAX);
    }

    @Override
    public void giveBack(Claimant who, SyncOperation operation, @Nullable String why) {
        database.noting(tx -> tx.operations().giveBack(operation, who.worker(), why));
    }

    @Override
    public boolean withdraw(Claimant who, SyncOperation operation) {
        return database.note(tx -> tx.operations().withdraw(operation, who.worker()));
    }

    @Override
    public boolean progress(Claimant who, SyncOperation operation, long confirmed) {
        return database.note(tx -> tx.operations().progress(operation, who.worker(), confirmed));
    }

    @Override
    public boolean isOurs(Claimant who, SyncOperation operation) {
        return database.note(tx -> tx.operations().hold(operation, who.worker()));
    }

    @Override
    public boolean mayDestroy(Claimant who, SyncOperation operation) {
        Duration callTakes = OperationQueue.LEASE.dividedBy(3);
        return database.read(tx -> tx.operations().leaseOf(operation, who.worker()))
                .filter(until -> until.isAfter(clock.instant().plus(callTakes)))
                .isPresent();
    }

    @Override
    public boolean mayRemove(Claimant who, SyncOperation operation) {
        return mayDestroy(who, operation)
                && !database.<Boolean>read(tx -> tx.certificates().isReliedOn(operation.hash()));
    }

    @Override
    public int beat(Claimant who) {
        return database.note(tx -> tx.operations().renew(who.worker(), lease()));
    }

    @Override
    public int recover(Claimant who, Collection<String> dead) {
        Instant now = clock.instant();
        return database.note(tx -> {
            int back = tx.operations().giveBackOfTheDead(dead, now, now.plus(OperationQueue.LONGEST_LEASE));
            if (back > 0) {
                tx.operations().parkPoison(DEATHS_THAT_PARK);
            }
            return back;
        });
    }
}
