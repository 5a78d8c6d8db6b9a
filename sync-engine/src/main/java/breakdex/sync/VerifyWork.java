package breakdex.sync;

import breakdex.sync.asset.Asset;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.provider.ReadFrom;
import breakdex.sync.store.SyncOperation;
import breakdex.sync.store.Tx;
import java.util.Optional;

/** Looks at copies again, from the medium where that can be had. Used by one thread. */
final class VerifyWork extends OneByOneWork {
    private final RunContext run;
    private final ProviderSession session;

    VerifyWork(RunContext run, ProviderSession session) {
        super(run, session);
        this.run = run;
        this.session = session;
    }

    @Override
    Optional<Asset> wanted(Tx tx, SyncOperation operation) {
        return tx.assets().find(operation.hash());
    }

    @Override
    void work(Asset asset, SyncOperation operation, OperationProgress progress)
            throws ProviderException, InterruptedException {
        ReadBytes read = new ReadBytes(progress);
        run.care().look(session, asset, ReadFrom.MEDIUM, progress, read::add);
        run.log().bytesRead.addAndGet(read.total);
    }

    /** What was found is recorded already. */
    @Override
    void record(Tx tx, SyncOperation operation, OperationProgress progress) {}

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
