package breakdex.sync;

import breakdex.sync.asset.Asset;
import breakdex.sync.event.SyncEvent;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.provider.ReadFrom;
import breakdex.sync.store.SyncOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at copies again, from the medium where that can be had. Used by one thread. */
final class VerifyWork implements OperationWork {
    private final RunContext run;
    private final ProviderSession session;
    private final List<SyncOperation> open = new ArrayList<>();

    VerifyWork(RunContext run, ProviderSession session) {
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
                    verify(operation);
                }
            }
        } finally {
            run.queue().giveBack(open, null);
        }
    }

    private void verify(SyncOperation operation) throws InterruptedException {
        Optional<Asset> asset = run.database().read(tx -> tx.assets().find(operation.hash()));
        if (asset.isEmpty()) {
            end(operation, false);
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
            ReadBytes read = new ReadBytes(progress);
            run.care().look(session, asset.get(), ReadFrom.MEDIUM, progress, read::add);
            run.log().bytesRead.addAndGet(read.total);
            end(operation, true);
        } catch (ProviderException e) {
            open.remove(operation);
            OperationFailures.fail(run, session, operation, e, progress);
        } catch (LeaseLostException e) {
            open.remove(operation);
            run.log().leaseLost(operation);
        }
    }

    private void end(SyncOperation operation, boolean looked) {
        run.database().noting(tx -> {
            if (looked) {
                run.queue().complete(tx, List.of(operation));
            } else {
                run.queue().withdraw(tx, operation);
            }
        });
        open.remove(operation);
        run.log()
                .event(new SyncEvent.OperationCompleted(
                        operation.id(), operation.type().text(), session.row().name(), operation.hash(), 0));
    }

    private static final class ReadBytes {
        private final OperationProgress progress;
        private long total;

        ReadBytes(OperationProgress progress) {
            this.progress = progress;
        }

        void add(long bytes) throws InterruptedException {
            total += bytes;
            progress.at(total);
        }
    }
}
