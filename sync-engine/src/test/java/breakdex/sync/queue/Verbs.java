package breakdex.sync.queue;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.store.Claimant;
import breakdex.sync.store.NewOperation;
import breakdex.sync.store.OperationType;
import breakdex.sync.store.SyncOperation;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What workers and planners do to the queue, at a time that the test sets. */
interface Verbs {
    int enqueue(Collection<NewOperation> operations);

    /** Queues an upload for each asset that the provider lacks. */
    int planUploads(String provider, Supplier<String> ids);

    /** What a person wishes: queued if it was not, and lifted. */
    void wishVerify(ContentHash hash, long bytes, String provider, Supplier<String> ids);

    List<SyncOperation> claim(Claimant who, String provider, Set<OperationType> types, int limit);

    boolean complete(Claimant who, SyncOperation operation);

    /**
     * @param ending as the rules demand, for those who do not know them
     * @return as {@link OperationQueue#fail}
     */
    @Nullable
    Instant fail(Claimant who, SyncOperation operation, ProviderException why, long furthest, QueueModel.Ending ending);

    void giveBack(Claimant who, SyncOperation operation, @Nullable String why);

    boolean withdraw(Claimant who, SyncOperation operation);

    boolean progress(Claimant who, SyncOperation operation, long confirmed);

    boolean isOurs(Claimant who, SyncOperation operation);

    boolean mayDestroy(Claimant who, SyncOperation operation);

    boolean mayRemove(Claimant who, SyncOperation operation);

    int beat(Claimant who);

    int recover(Claimant who, Collection<String> dead);
}
