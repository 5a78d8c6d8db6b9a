package breakdex.sync;

import breakdex.sync.store.SyncOperation;
import java.util.List;

/** Works off claimed operations of one kind on one provider. Used by one thread. */
@FunctionalInterface
interface OperationWork {
    /** Ends each operation: completed, failed, withdrawn or given back; also where it throws. */
    void work(List<SyncOperation> group) throws InterruptedException;
}
