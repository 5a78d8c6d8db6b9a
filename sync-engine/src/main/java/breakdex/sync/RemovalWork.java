package breakdex.sync;

import breakdex.sync.asset.Asset;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.safety.RemoteRemover;
import breakdex.sync.store.SyncOperation;
import breakdex.sync.store.Tx;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Removes copies of assets whose removal has begun, and of no other. Used by one thread. */
final class RemovalWork extends OneByOneWork {
    private final RunContext run;
    private final ProviderSession session;

    RemovalWork(RunContext run, ProviderSession session) {
        super(run, session);
        this.run = run;
        this.session = session;
    }

    /** Empty where somebody wants it back. */
    @Override
    Optional<Asset> wanted(Tx tx, SyncOperation operation) {
        return tx.tombstones().begun(Set.of(operation.hash())).isEmpty()
                ? Optional.empty()
                : tx.assets().find(operation.hash()).filter(Asset::isDeleted);
    }

    @Override
    void work(Asset asset, SyncOperation operation, OperationProgress progress)
            throws ProviderException, InterruptedException {
        RemoteRemover.remove(session.provider(), asset.remoteName(), () -> entitled(operation, progress));
    }

    /** The last look before each call: that the operation is ours, and the asset still to go. */
    private void entitled(SyncOperation operation, OperationProgress progress) {
        progress.beforeDestroying();
        if (run.database().read(tx -> wanted(tx, operation)).isEmpty()) {
            throw new NotWantedException();
        }
    }

    /** That the copy is gone is recorded together with the end of its operation. */
    @Override
    void record(Tx tx, SyncOperation operation, OperationProgress progress) {
        progress.check(tx);
        tx.copies().removed(operation.hash(), session.id(), tx.now());
        tx.assets().recount(List.of(operation.hash()));
    }
}
