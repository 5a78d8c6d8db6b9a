package breakdex.sync.queue;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.store.Claimant;
import breakdex.sync.store.Database;
import breakdex.sync.store.NewOperation;
import breakdex.sync.store.OperationType;
import breakdex.sync.store.SyncOperation;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The engine's own planner and queue, on a database whose clock is ours. */
final class QueueVerbs implements Verbs {
    private final Database database;
    private final RetrySchedule retries;
    private final String machineId;

    QueueVerbs(Database database, RetrySchedule retries, String machineId) {
        this.database = database;
        this.retries = retries;
        this.machineId = machineId;
    }

    private OperationQueue queue(Claimant who) {
        return new OperationQueue(database, retries, who, OperationQueue.LEASE);
    }

    @Override
    public int enqueue(Collection<NewOperation> operations) {
        return database.note(tx -> tx.operations().enqueue(operations, tx.now()));
    }

    @Override
    public int planUploads(String provider, Supplier<String> ids) {
        return new OperationPlanner(database, ids, machineId).planUploads(provider);
    }

    @Override
    public void wishVerify(ContentHash hash, long bytes, String provider, Supplier<String> ids) {
        OperationPlanner planner = new OperationPlanner(database, ids, machineId);
        database.noting(tx -> planner.wishVerify(tx, hash, bytes, provider));
    }

    @Override
    public List<SyncOperation> claim(Claimant who, String provider, Set<OperationType> types, int limit) {
        return queue(who).claim(provider, types, limit);
    }

    @Override
    public boolean complete(Claimant who, SyncOperation operation) {
        return !database.<List<SyncOperation>>note(tx -> queue(who).complete(tx, List.of(operation)))
                .isEmpty();
    }

    @Override
    public @Nullable Instant fail(
            Claimant who, SyncOperation operation, ProviderException why, long furthest, QueueModel.Ending ending) {
        return queue(who).fail(operation, why, furthest);
    }

    @Override
    public void giveBack(Claimant who, SyncOperation operation, @Nullable String why) {
        queue(who).giveBack(List.of(operation), why);
    }

    @Override
    public boolean withdraw(Claimant who, SyncOperation operation) {
        return database.note(tx -> queue(who).withdraw(tx, operation));
    }

    @Override
    public boolean progress(Claimant who, SyncOperation operation, long confirmed) {
        return queue(who).progress(operation, confirmed);
    }

    @Override
    public boolean isOurs(Claimant who, SyncOperation operation) {
        return database.note(tx -> queue(who).isOurs(tx, operation));
    }

    @Override
    public boolean mayDestroy(Claimant who, SyncOperation operation) {
        return queue(who).mayDestroy(operation);
    }

    @Override
    public boolean mayRemove(Claimant who, SyncOperation operation) {
        return queue(who).mayRemove(operation);
    }

    @Override
    public int beat(Claimant who) {
        return queue(who).beat();
    }

    @Override
    public int recover(Claimant who, Collection<String> dead) {
        return queue(who).recover(dead);
    }
}
