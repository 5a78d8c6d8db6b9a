package breakdex.sync;

import breakdex.sync.LibraryPaths.Found;
import breakdex.sync.asset.ContentHash;
import breakdex.sync.event.Finding;
import breakdex.sync.event.Words;
import breakdex.sync.scan.ScanRules;
import breakdex.sync.store.Database;
import breakdex.sync.store.LibraryRow;
import breakdex.sync.store.OperationFilter;
import breakdex.sync.store.ProviderRow;
import breakdex.sync.store.StatusDao.Amount;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every video of some folders on at least two places, proves it, and only then lets a local file go.
 *
 * <p>One engine works on one home: a folder with its database. Two engines on two homes live side by side in one
 * program. Every method blocks until it is done. The long ones throw {@link InterruptedException} when their thread is
 * interrupted; what they had done by then is kept, and the next call goes on from there. Methods may be called from
 * several threads; those that change something take turns, and tell a caller who comes second so
 * ({@link SyncException.Kind#BUSY}).
 *
 * <p>All methods throw {@link SyncException} if they cannot do what was asked, and
 * {@link breakdex.sync.store.StoreException} if the database cannot be used.
 */
public final class AssetSyncEngine implements AutoCloseable {
    private final Parts parts;
    private final EngineVerbs verbs;
    private final Runs runs;
    private final LibraryContents contents;
    private final Runnable onClose;

    AssetSyncEngine(Parts parts, EngineVerbs verbs, Runs runs, LibraryContents contents, Runnable onClose) {
        this.parts = parts;
        this.verbs = verbs;
        this.runs = runs;
        this.contents = contents;
        this.onClose = onClose;
    }

    /** Opens the home's database, and makes it where there is none. */
    public static AssetSyncEngine open(EngineOptions options) {
        return EngineAssembly.open(options);
    }

    // Libraries and places

    /** Adds a folder of videos; one that is added already gets the new rules. */
    public LibraryRow addLibrary(Path folder, ScanRules rules) {
        return runs.locked("adding a library", () -> verbs.setup().addLibrary(folder, rules));
    }

    /** Throws what {@link #addLibrary} would if these places were connected before it; changes nothing. */
    public void checkLibrary(Path folder, List<ProviderRequest> places) {
        verbs.setup().checkLibrary(folder, places);
    }

    public List<LibraryRow> libraries() {
        return database().read(tx -> tx.libraries().all());
    }

    /**
     * Connects a place, and admits it once it passed its checks. The same place under the same name stays as it is,
     * but for a new domain or permission.
     */
    public ProviderRow addProvider(ProviderRequest request) throws InterruptedException {
        return runs.locked("connecting a place", () -> verbs.setup().addProvider(request));
    }

    /** Takes a place that was emptied on purpose as new; copies that were there are made again. */
    public ProviderRow reconnectProvider(String name) throws InterruptedException {
        return runs.locked("connecting a place", () -> verbs.setup().reconnect(provider(name)));
    }

    /** Lets a cached read-back stand for one from the medium on this place, or no longer. */
    public void allowCachedProof(String name, boolean allowed) {
        runs.locked("changing a place", () -> {
            verbs.setup().update(provider(name).withCachedProofAllowed(allowed));
            return name;
        });
    }

    /** Throws what every call with the name of a place does if there is no such place. */
    public void checkProvider(String name) {
        provider(name);
    }

    /** The enabled places and those that were removed, by name; without the figures of {@link #providers}. */
    public List<String> providerNames() {
        return verbs.setup().names();
    }

    public List<SyncState.ProviderState> providers() {
        return verbs.state().providers();
    }

    /** How many clips would have too few copies without this place. */
    public List<Finding> previewRemoval(String name) {
        return verbs.setup().previewRemoval(provider(name));
    }

    /** Stops using a place. Its row and the bytes there stay. */
    public void removeProvider(String name) {
        runs.locked("removing a place", () -> {
            verbs.setup().update(provider(name).withEnabled(false));
            return name;
        });
    }

    /** Tries everything that a place must be able to do, in a scratch folder there. */
    public DoctorReport testProvider(String name) throws InterruptedException {
        return verbs.doctor().of(provider(name));
    }

    // Copies

    /**
     * Brings every library's copies up to date: runs cycles until all is done, or nothing more can be done now.
     *
     * @throws SyncException {@code NOTHING_CONFIGURED} without a library or a place
     */
    public SyncReport sync(SyncRequest request) throws InterruptedException {
        requireSomething();
        return runs.working("syncing", () -> run(request));
    }

    private SyncReport run(SyncRequest request) throws InterruptedException {
        Instant begun = parts.clock().instant();
        RunLog log = runs.log();
        ScanStage.Totals totals = ScanStage.Totals.NONE;
        boolean again = true;
        while (again) {
            try (Connections connections = runs.connect(log)) {
                RunContext run = runs.context(log, connections, request.readBackDirect());
                Allowance files = new Allowance(runs.cycleBudget(), parts.clock());
                SyncCycle.Looked looked = verbs.cycle().run(request, run, files);
                totals = new ScanStage.Totals(
                        looked.totals().files(),
                        totals.hashed().plus(looked.totals().hashed()),
                        totals.hashing().plus(looked.totals().hashing()),
                        true);
                boolean timeIsUp = !parts.clock().instant().isBefore(run.claimUntil());
                again = !request.dryRun() && (!looked.hashedAll() || timeIsUp);
            }
        }
        return report(log, totals, begun);
    }

    private SyncReport report(RunLog log, ScanStage.Totals totals, Instant begun) {
        Standing standing = verbs.state().standing();
        standing.shortcomings().forEach(log::found);
        verbs.advice().forEach(log::found);
        return new SyncReport(
                log.outcome(),
                totals.files(),
                totals.hashed(),
                totals.hashing(),
                log.copiesMade.get(),
                log.bytesMoved.get(),
                new Amount(log.transfersResumed.get(), log.bytesResumed.get()),
                log.copiesProved.get(),
                standing.protection(),
                log.checked(),
                log.findings(),
                Duration.between(begun, parts.clock().instant()));
    }

    /**
     * Works off what is queued, beside other workers here and on other machines; looks for no files and plans nothing.
     * Other calls go on beside it.
     */
    public WorkReport work(WorkRequest request) throws InterruptedException {
        return verbs.working().work(request);
    }

    /** Looks at copies, or at local files, again, every byte of them. */
    public VerifyReport verify(VerifyRequest request) throws InterruptedException {
        requireSomething();
        List<Found> founds = find(request.paths());
        return runs.working("verifying", () -> verbs.verifying().verify(founds, request));
    }

    // What people ask for

    /** How many files below these paths are on this machine, and how many bytes they hold. Looks at no copy. */
    public Amount previewFree(List<Path> paths) {
        requireSomething();
        return verbs.freeing().preview(find(paths));
    }

    /**
     * Lets the local files below these paths go, each only with two proofs in two failure domains.
     *
     * @param dryRun whether only to say what would go; the copies are looked at all the same
     */
    public FreeReport free(List<Path> paths, boolean dryRun) throws InterruptedException {
        requireSomething();
        List<Found> founds = find(paths);
        return runs.locked("freeing", () -> {
            RunLog log = runs.log();
            try (Connections connections = runs.connect(log)) {
                verbs.freeing().recover(log);
                return verbs.free(founds, runs.context(log, connections, true), dryRun);
            }
        });
    }

    /** Brings files back, each with its hash checked; never over something else. */
    public RestoreReport restore(RestoreRequest request) throws InterruptedException {
        Path to = request.to();
        if (to != null) {
            Boundaries.checkRestoreTo(to);
        }
        List<Found> founds = request.all() ? Found.wholeOf(libraries(), parts.machineId()) : find(request.paths());
        return runs.working("restoring", () -> {
            RunLog log = runs.log();
            try (Connections connections = runs.connect(log)) {
                RunContext run = runs.context(log, connections, false);
                return verbs.restoring().restore(founds, request.to(), request.dryRun(), run);
            }
        });
    }

    /** Brings the clip of {@link #why} back as one file; never over something else. */
    public RestoreReport restoreAs(String fileOrHash, Path as, boolean dryRun) throws InterruptedException {
        ContentHash hash = verbs.reports().hashOf(fileOrHash);
        Boundaries.checkRestoreAs(as);
        return runs.working("restoring", () -> {
            RunLog log = runs.log();
            try (Connections connections = runs.connect(log)) {
                return verbs.restoring().restoreAs(hash, as, dryRun, runs.context(log, connections, false));
            }
        });
    }

    /** Takes names out of the library; files and copies stay for now. */
    public DeleteReport delete(List<Path> paths, boolean asset, boolean dryRun) {
        List<Found> founds = find(paths);
        return runs.locked("deleting", () -> verbs.deleting().delete(founds, asset, dryRun));
    }

    /** Brings names back into the library. */
    public DeleteReport undelete(List<Path> paths, boolean dryRun) {
        List<Found> founds = find(paths);
        return runs.locked("undeleting", () -> verbs.deleting().undelete(founds, dryRun));
    }

    /** What the videos are about: moves, combos, reviews. */
    public LibraryContents contents() {
        return contents;
    }

    /** The same as the app's document. */
    public LibraryMetadata metadata() {
        return new LibraryMetadata(parts, runs);
    }

    /** Makes a lost database anew from what lies on the places. */
    public LibraryRebuilder rebuilder() {
        return new LibraryRebuilder(parts, runs, verbs);
    }

    // Looking

    /** How everything stands. Asks no place. */
    public SyncState state() {
        return verbs.state().read();
    }

    /** How much is to be done; quicker than {@link #state}. */
    public SyncState.QueueState queue() {
        return verbs.state().queue();
    }

    /**
     * Operations: in progress, failed, queued, completed; within these by priority and age. Those that break the rules
     * of the queue are in {@link #broken} only.
     *
     * @throws SyncException {@code USAGE} if the filter names a place that is not known
     */
    public List<OperationView> operations(OperationFilter filter) {
        filter.places().forEach(this::checkProvider);
        return database().read(tx -> parts.views().list(tx, filter));
    }

    /** One operation, in any state; empty where none has this id, or it breaks the rules of the queue. */
    public Optional<OperationView> operation(String operationId) {
        return database().read(tx -> parts.views().one(tx, operationId));
    }

    /** Open operations that break the rules of the queue, at most a thousand; looks at all that are open. */
    public List<Finding> broken() {
        return database().read(BrokenOperations::all);
    }

    /** What makes this operation break the rules of the queue; empty where it is not open or keeps to them. */
    public Optional<Finding> broken(String operationId) {
        return database().read(tx -> BrokenOperations.of(tx, operationId)).stream()
                .findFirst();
    }

    /** Queues a failed operation again. Null for all. Returns how many; none that breaks the rules of the queue. */
    public int retry(@Nullable String operationId) {
        return database().write(tx -> tx.operations().retry(operationId));
    }

    /** How many {@link #retry} of all would queue again. */
    public long failed() {
        return database().read(tx -> tx.operations().failed());
    }

    /** Takes an operation out of the queue. */
    public Cancellation cancel(String operationId) {
        return database().write(tx -> {
            if (tx.operations().cancel(operationId)) {
                return Cancellation.CANCELLED;
            }
            return tx.operations().removeBroken(operationId) ? Cancellation.REMOVED : Cancellation.NOT_WAITING;
        });
    }

    /** @param fileOrHash a path in a library, a content hash, or at least its first six digits */
    public AssetReport why(String fileOrHash) {
        return verbs.reports().of(fileOrHash);
    }

    /** Checks the home and tries every place. */
    public DoctorReport doctor() throws InterruptedException {
        return verbs.doctor().all();
    }

    // Settings

    /** Every setting with the value that is in force. */
    public Map<String, String> settings() {
        return database().read(tx -> EngineSettings.effective(tx.settings()));
    }

    /** Throws what {@link #set} would; changes nothing. */
    public void checkSetting(String name, String value) {
        EngineSettings.judge(name, value);
    }

    public void set(String name, String value) {
        EngineSettings setting = EngineSettings.judge(name, value);
        database().writing(tx -> tx.settings().put(setting.key(), value, tx.now()));
    }

    /** Stops nothing that runs; interrupt the thread that runs it first. */
    @Override
    public void close() {
        onClose.run();
        parts.database().close();
    }

    private Database database() {
        return parts.database();
    }

    private void requireSomething() {
        if (database().read(tx -> tx.providers().enabled()).isEmpty()) {
            throw new SyncException(SyncException.Kind.NOTHING_CONFIGURED, Words.NO_PROVIDERS);
        }
        if (libraries().isEmpty()) {
            throw new SyncException(
                    SyncException.Kind.NOTHING_CONFIGURED, "There is no library yet. Add one with breakdex add DIR.");
        }
    }

    private List<Found> find(List<Path> paths) {
        LibraryPaths libraries =
                new LibraryPaths(database().read(tx -> tx.libraries().on(parts.machineId())));
        return paths.stream().map(path -> known(path, libraries.find(path))).toList();
    }

    /** A slip of the pen must not look like work that was done. A library as a whole may be empty. */
    private Found known(Path typed, Found found) {
        boolean nothing = !found.path().isEmpty()
                && database()
                        .read(tx -> tx.files().below(found.library().id(), parts.machineId(), found.path(), null, 1))
                        .isEmpty();
        if (nothing) {
            throw new SyncException(
                    SyncException.Kind.USAGE,
                    "Nothing is known of " + typed + ". Mend the path, or run breakdex backup first.");
        }
        return found;
    }

    private ProviderRow provider(String name) {
        return verbs.setup().known(name);
    }
}
