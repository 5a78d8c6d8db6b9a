package breakdex.sync;

import breakdex.sync.asset.Asset;
import breakdex.sync.event.SyncEvent;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.safety.RemoteRemover;
import breakdex.sync.store.SyncOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Removes copies of assets whose removal has begun, and of no other. Used by one thread. */
final class RemovalWork implements OperationWork {
    private final RunContext run;
    private final ProviderSession session;
    private final List<SyncOperation> open = new ArrayList<>();

    RemovalWork(RunContext run, ProviderSession session) {
        this.run = run;
        this.session = session;
    }

    @Override
    public void work(List<SyncOperation> group) throws InterruptedException {
        open.clear();
        open.addAll(group);
        try {
            for (SyncOperation operation : group) {
                if (!session.isPaused()) {
                    remove(operation);
                }
            }
        } finally {
            run.queue().giveBack(open, null);
        }
    }

    private void remove(SyncOperation operation) throws InterruptedException {
        Optional<Asset> asset = wanted(operation);
        if (asset.isEmpty()) {
            run.database().noting(tx -> run.queue().withdraw(tx, operation));
            open.remove(operation);
            return;
        }
        OperationProgress progress = new OperationProgress(operation, run.queue(), run.log(), run.clock());
        run.log()
                .event(new SyncEvent.OperationStarted(
                        operation.id(),
                        operation.type().text(),
                        session.row().name(),
                        operation.hash(),
                        operation.totalBytes()));
        try {
            RemoteRemover.remove(session.provider(), asset.get().remoteName(), () -> entitled(operation, progress));
            end(operation, progress);
        } catch (ProviderException e) {
            open.remove(operation);
            OperationFailures.fail(run, session, operation, e, progress);
        } catch (LeaseLostException e) {
            open.remove(operation);
            run.log().leaseLost(operation);
        } catch (TakenBackException e) {
            run.database().noting(tx -> run.queue().withdraw(tx, operation));
            open.remove(operation);
        }
    }

    /** Empty where somebody wants it back. */
    private Optional<Asset> wanted(SyncOperation operation) {
        return run.database()
                .read(tx -> tx.tombstones().begun(Set.of(operation.hash())).isEmpty()
                        ? Optional.<Asset>empty()
                        : tx.assets().find(operation.hash()).filter(Asset::isDeleted));
    }

    /** The last look before each call: that the operation is ours, and the asset still to go. */
    private void entitled(SyncOperation operation, OperationProgress progress) {
        progress.beforeDestroying();
        if (wanted(operation).isEmpty()) {
            throw new TakenBackException();
        }
    }

    /** A person wants the asset back. */
    private static final class TakenBackException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** That the copy is gone is recorded together with the end of its operation. */
    private void end(SyncOperation operation, OperationProgress progress) {
        run.database().writing(tx -> {
            progress.check(tx);
            tx.copies().removed(operation.hash(), session.id(), tx.now());
            tx.assets().recount(List.of(operation.hash()));
            run.queue().complete(tx, List.of(operation));
        });
        open.remove(operation);
        run.log()
                .event(new SyncEvent.OperationCompleted(
                        operation.id(), operation.type().text(), session.row().name(), operation.hash(), 0));
    }
}
