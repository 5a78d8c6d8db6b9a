package breakdex.sync;

import breakdex.sync.asset.Asset;
import breakdex.sync.event.SyncEvent;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.store.SyncOperation;
import breakdex.sync.store.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Works off operations that are about the copy of one asset each, one after the other. Used by one thread. */
abstract class OneByOneWork implements OperationWork {
    private final RunContext run;
    private final ProviderSession session;
    private final List<SyncOperation> open = new ArrayList<>();

    OneByOneWork(RunContext run, ProviderSession session) {
        this.run = run;
        this.session = session;
    }

    /** What it is about; empty where nobody wants it any more, and it is withdrawn. */
    abstract Optional<Asset> wanted(Tx tx, SyncOperation operation);

    /**
     * Does it.
     *
     * @throws ProviderException if the provider failed: the operation is tried again
     * @throws LeaseLostException if the operation is another's by now
     * @throws NotWantedException if nobody wants it any more
     */
    abstract void work(Asset asset, SyncOperation operation, OperationProgress progress)
            throws ProviderException, InterruptedException;

    /** Records what came of it, together with its end. */
    abstract void record(Tx tx, SyncOperation operation, OperationProgress progress);

    /** Nobody wants it any more. */
    static final class NotWantedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public final void work(List<SyncOperation> group) throws InterruptedException {
        open.clear();
        open.addAll(group);
        try {
            for (SyncOperation operation : group) {
                if (!session.isPaused()) {
                    one(operation);
                }
            }
        } finally {
            run.queue().giveBack(open, null);
        }
    }

    private void one(SyncOperation operation) throws InterruptedException {
        Optional<Asset> asset = run.database().read(tx -> wanted(tx, operation));
        if (asset.isEmpty()) {
            withdraw(operation);
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
            work(asset.get(), operation, progress);
            end(operation, progress);
        } catch (ProviderException e) {
            open.remove(operation);
            OperationFailures.fail(run, session, operation, e, progress);
        } catch (LeaseLostException e) {
            open.remove(operation);
            run.log().leaseLost(operation);
        } catch (NotWantedException e) {
            withdraw(operation);
        }
    }

    private void withdraw(SyncOperation operation) {
        run.database().noting(tx -> run.queue().withdraw(tx, operation));
        open.remove(operation);
        ended(operation);
    }

    private void end(SyncOperation operation, OperationProgress progress) {
        run.database().noting(tx -> {
            record(tx, operation, progress);
            run.queue().complete(tx, List.of(operation));
        });
        open.remove(operation);
        ended(operation);
    }

    private void ended(SyncOperation operation) {
        run.log()
                .event(new SyncEvent.OperationCompleted(
                        operation.id(), operation.type().text(), session.row().name(), operation.hash(), 0));
    }
}
