package breakdex.sync;

import breakdex.sync.hash.AssetHashService;
import breakdex.sync.hash.FileHasher;
import breakdex.sync.hash.MediaReader;
import breakdex.sync.manifest.LibraryEdits;
import breakdex.sync.provider.MediumReader;
import breakdex.sync.provider.ReadableFiles;
import breakdex.sync.queue.OperationPlanner;
import breakdex.sync.queue.OperationQueue;
import breakdex.sync.queue.RetrySchedule;
import breakdex.sync.safety.LocalFileRemover;
import breakdex.sync.safety.Quarantine;
import breakdex.sync.safety.SafetyDelays;
import breakdex.sync.safety.SafetyGuard;
import breakdex.sync.safety.TombstoneCleaner;
import breakdex.sync.scan.LibraryScanner;
import breakdex.sync.store.Claimant;
import breakdex.sync.store.Database;
import breakdex.sync.verify.IntegrityVerifier;
import breakdex.sync.verify.LocalVerifier;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/** Puts an engine together. */
final class EngineAssembly {
    /** Stands in certificates. */
    static final String VERSION = Optional.ofNullable(
                    AssetSyncEngine.class.getPackage().getImplementationVersion())
            .orElse("development");

    private EngineAssembly() {}

    static AssetSyncEngine open(EngineOptions options) {
        Database database = Database.open(options.database(), options.clock(), options.steps());
        try {
            return assemble(options, database);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static AssetSyncEngine assemble(EngineOptions options, Database database) {
        Supplier<String> ids = new Ids(options.clock(), options.random());
        Identity identity = Identity.of(database, options, ids);
        Parts parts = parts(options, database, ids, identity);
        LibraryEdits edits = new LibraryEdits(database, identity.deviceId(), identity.machineId(), ids);
        edits.catchUp();
        Runs runs = new Runs(parts, options.listener());
        return new AssetSyncEngine(
                parts,
                verbs(options, parts, runs),
                runs,
                new LibraryContents(database, identity.deviceId(), edits),
                options.executor()::shutdownNow);
    }

    private static Parts parts(EngineOptions options, Database database, Supplier<String> ids, Identity identity) {
        Clock clock = options.clock();
        Crew crew = new Crew(options.executor());
        AssetHashService hashes = new AssetHashService();
        OperationQueue queue = new OperationQueue(
                database,
                new RetrySchedule(options.random()),
                new Claimant(ids.get(), identity.machineId()),
                options.lease());
        return new Parts(
                options.home(),
                new HomeLock(options.home()),
                identity.deviceId(),
                identity.machineId(),
                database,
                clock,
                options.pause(),
                ids,
                crew,
                hashes,
                new IntegrityVerifier(clock, identity.deviceId()),
                queue,
                new Workers(options.home(), database, queue, options.ticker()),
                new OperationPlanner(database, ids, identity.machineId()),
                new Providers(options.factories().stream(), clock, options.random()),
                new DomainKeeper(database, identity.machineId(), options.disks()),
                new PhaseTwo(crew, hashes, options.home().resolve(SyncCycle.STAGING)));
    }

    private static EngineVerbs verbs(EngineOptions options, Parts parts, Runs runs) {
        Database database = parts.database();
        Clock clock = parts.clock();
        String machine = parts.machineId();
        SafetyDelays delays = SafetyDelays.NORMAL;
        Freeing freeing = new Freeing(
                database,
                new SafetyGuard(database, clock, delays),
                new LocalFileRemover(database, clock, parts.hashes(), parts.ids(), parts.deviceId(), VERSION),
                parts.crew(),
                machine);
        Restoring restoring = new Restoring(parts);
        PhaseOne phaseOne = new PhaseOne(parts);
        Setup setup = new Setup(parts);
        Housekeeping housekeeping = new Housekeeping(database, parts.deviceId());
        ScanStage scan = new ScanStage(
                parts,
                new LibraryScanner(database),
                new FileHasher(parts.hashes(), clock, delays.youngFile()),
                new MediaReader(),
                options.hashThreads());
        LocalVerifier verifier = new LocalVerifier(
                parts.hashes(), new MediumReader(ReadableFiles.OF_THIS_MACHINE, options.hashThreads()));
        LocalChecking local = new LocalChecking(
                parts,
                verifier,
                new LocalDamage(parts, verifier, new Quarantine(database, clock, parts.ids()), restoring),
                options.hashThreads());
        StateReader state = new StateReader(parts, delays);
        return new EngineVerbs(
                setup,
                new SyncCycle(
                        parts,
                        scan,
                        phaseOne,
                        new Purging(parts, phaseOne, new TombstoneCleaner(database, clock, delays, parts.deviceId())),
                        freeing,
                        restoring,
                        local,
                        housekeeping),
                phaseOne,
                new Verifying(parts, runs, local, state),
                freeing,
                restoring,
                new Deleting(database, clock, machine),
                state,
                new AssetReports(parts, delays),
                new Working(parts, runs, housekeeping),
                new Doctor(database, setup),
                parts);
    }
}
