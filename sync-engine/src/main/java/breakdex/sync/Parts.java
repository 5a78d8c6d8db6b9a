package breakdex.sync;

import breakdex.sync.hash.AssetHashService;
import breakdex.sync.queue.OperationPlanner;
import breakdex.sync.queue.OperationQueue;
import breakdex.sync.store.Database;
import breakdex.sync.verify.IntegrityVerifier;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * The engine's parts, put together once.
 *
 * @param home folder of the database, the lock and the staging folder
 * @param deviceId of the database
 * @param machineId of this home, whose disk holds files
 * @param ids gives a new id with each call
 */
record Parts(
        Path home,
        HomeLock lock,
        String deviceId,
        String machineId,
        Database database,
        Clock clock,
        Pause pause,
        Supplier<String> ids,
        Crew crew,
        AssetHashService hashes,
        IntegrityVerifier verifier,
        OperationQueue queue,
        Workers workers,
        OperationPlanner planner,
        Providers providers,
        DomainKeeper domains,
        PhaseTwo phaseTwo) {
    CopyCare care(RunLog log) {
        return new CopyCare(database, clock, verifier, log);
    }

    OperationViews views() {
        return new OperationViews(workers);
    }

    RetryWait waits() {
        return new RetryWait(database, pause);
    }

    ListingCheck listings(RunContext run) {
        return new ListingCheck(database, run.care());
    }
}
