package breakdex.sync;

import breakdex.sync.hash.AssetHashService;
import breakdex.sync.hash.FileHasher;
import breakdex.sync.hash.MediaReader;
import breakdex.sync.queue.OperationPlanner;
import breakdex.sync.queue.OperationQueue;
import breakdex.sync.queue.RetrySchedule;
import breakdex.sync.safety.LocalFileRemover;
import breakdex.sync.safety.SafetyDelays;
import breakdex.sync.safety.SafetyGuard;
import breakdex.sync.scan.LibraryScanner;
import breakdex.sync.store.Database;
import breakdex.sync.verify.IntegrityVerifier;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Puts an engine together. */
final class EngineAssembly {
    /** Stands in certificates. */
    static final String VERSION = Optional.ofNullable(
                    AssetSyncEngine.class.getPackage().getImplementationVersion())
            .orElse("development");

    private static final int TIME_DIGITS = 12;
    private static final int ID_BYTES = 6;

    private EngineAssembly() {}

    static AssetSyncEngine open(EngineOptions options) {
        Database database = Database.open(options.home().resolve("breakdex.db"), options.steps());
        try {
            return assemble(options, database);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static AssetSyncEngine assemble(EngineOptions options, Database database) {
        Supplier<String> ids = ids(options);
        Parts parts = parts(options, database, ids, deviceId(database, options, ids));
        return new AssetSyncEngine(parts, verbs(options, parts), options.listener(), options.executor()::shutdownNow);
    }

    /**
     * Ids grow: the time goes first, then a count, then chance. So rows that are planned together lie together in the
     * database, and are taken in the order in which they were planned.
     */
    private static Supplier<String> ids(EngineOptions options) {
        AtomicInteger count = new AtomicInteger();
        return () -> {
            byte[] chance = new byte[ID_BYTES];
            options.random().nextBytes(chance);
            return HexFormat.of().toHexDigits(options.clock().millis(), TIME_DIGITS)
                    + HexFormat.of().toHexDigits(count.getAndIncrement())
                    + HexFormat.of().formatHex(chance);
        };
    }

    private static String deviceId(Database database, EngineOptions options, Supplier<String> ids) {
        Optional<String> known = database.read(tx -> tx.devices().self());
        return known.orElseGet(() -> database.write(tx -> tx.devices().self().orElseGet(() -> {
            String id = ids.get();
            tx.devices().becomeSelf(id, options.deviceName(), options.clock().instant());
            return id;
        })));
    }

    private static Parts parts(EngineOptions options, Database database, Supplier<String> ids, String deviceId) {
        Clock clock = options.clock();
        Crew crew = new Crew(options.executor());
        AssetHashService hashes = new AssetHashService();
        return new Parts(
                options.home(),
                new HomeLock(options.home()),
                deviceId,
                database,
                clock,
                options.pause(),
                ids,
                crew,
                hashes,
                new IntegrityVerifier(clock, deviceId),
                new OperationQueue(database, clock, new RetrySchedule(options.random()), ids.get()),
                new OperationPlanner(database, clock, ids),
                new Providers(options.factories().stream(), clock, options.random()),
                new DomainKeeper(database, options.disks()),
                new PhaseTwo(crew, hashes, options.home().resolve(SyncCycle.STAGING)));
    }

    private static EngineVerbs verbs(EngineOptions options, Parts parts) {
        Database database = parts.database();
        Clock clock = parts.clock();
        String device = parts.deviceId();
        SafetyDelays delays = SafetyDelays.NORMAL;
        Freeing freeing = new Freeing(
                database,
                new SafetyGuard(database, clock, delays),
                new LocalFileRemover(database, clock, parts.hashes(), parts.ids(), VERSION),
                parts.crew(),
                device);
        Restoring restoring = new Restoring(parts);
        ScanStage scan = new ScanStage(
                parts,
                new LibraryScanner(database),
                new FileHasher(parts.hashes(), clock, delays.youngFile()),
                new MediaReader(),
                options.hashThreads());
        return new EngineVerbs(
                new Setup(parts),
                new SyncCycle(parts, scan, freeing, restoring),
                new Verifying(database, parts.planner(), parts.phaseTwo(), device),
                freeing,
                restoring,
                new Deleting(database, clock, device),
                new StateReader(parts, delays),
                new AssetReports(parts, delays),
                parts);
    }
}
