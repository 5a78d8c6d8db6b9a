package breakdex.bench;

import breakdex.sync.asset.Asset;
import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.FailureDomain;
import breakdex.sync.asset.MediaInfo;
import breakdex.sync.queue.OperationQueue;
import breakdex.sync.queue.RetrySchedule;
import breakdex.sync.store.Claimant;
import breakdex.sync.store.Database;
import breakdex.sync.store.DatabaseAddress;
import breakdex.sync.store.NewOperation;
import breakdex.sync.store.OperationType;
import breakdex.sync.store.ProviderRow;
import breakdex.sync.store.QueueFigure;
import breakdex.sync.store.StepListener;
import breakdex.sync.store.SyncOperation;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** The engine's queue on an empty database with one place; contents have numbers here, and hashes that scatter. */
final class BenchedQueue implements AutoCloseable {
    static final int CLAIM = 256;
    static final Set<OperationType> TYPES = Set.of(OperationType.UPLOAD);

    private static final String PLACE = "place";
    private static final Claimant SELF = new Claimant("worker", "machine");

    /** As many as the planner queues in one transaction. */
    private static final int PAGE = 1_000;

    private static final int CONTENTS_AT_ONCE = 10_000;
    private static final long LEAST_BYTES = 1_000;

    /** The planner gives a first copy of a clip of some megabytes this, and one less with each fourfold size. */
    private static final long MIDDLE_PRIORITY = 508;

    private static final int BITS_A_STEP = 2;
    private static final double LOG_2 = Math.log(2);

    /** Of the natural logarithm of a clip's size, as in {@link LibraryPlan}. */
    private static final double CLIP_SIGMA = 1.2;

    /** Between the hashes of neighbours, in their first eight digits. */
    private static final int GAP = 1_000;

    private static final int TIME_DIGITS = 12;
    private static final int CHANCE_DIGITS = 12;
    private static final long TIME = 1_767_225_600_000L;

    final Database database;
    final OperationQueue queue;
    private final SplittableRandom random = new SplittableRandom(1);
    private int given;

    BenchedQueue(DatabaseAddress address, Clock clock) {
        database = Database.open(address, clock, StepListener.NONE);
        queue = new OperationQueue(database, new RetrySchedule(random), SELF, OperationQueue.LEASE);
        database.writing(tx -> {
            tx.workers().machine(SELF.machineId(), "bench", tx.now());
            tx.providers().add(place());
        });
    }

    private static ProviderRow place() {
        FailureDomain domain = new FailureDomain("disk:bench", false);
        return new ProviderRow(
                PLACE, "folder", PLACE, true, "{}", PLACE, domain, false, null, null, Instant.EPOCH, null, true);
    }

    /** Adds the contents with these numbers. */
    void contents(int from, int to) {
        for (int at = from; at < to; at += CONTENTS_AT_ONCE) {
            List<Asset> assets = new ArrayList<>();
            for (int n = at; n < Math.min(to, at + CONTENTS_AT_ONCE); n++) {
                assets.add(asset(n));
            }
            database.noting(tx -> tx.assets().addAbsent(assets));
        }
    }

    /** Queues an upload of each of these contents, as the planner does. */
    void enqueue(int from, int to) {
        for (int at = from; at < to; at += PAGE) {
            List<NewOperation> operations = new ArrayList<>();
            for (int n = at; n < Math.min(to, at + PAGE); n++) {
                operations.add(upload(n));
            }
            int added = database.note(tx -> tx.operations().enqueue(operations, tx.now()));
            check(added == operations.size(), "not all were queued");
        }
    }

    List<SyncOperation> claim(int limit) {
        return queue.claim(PLACE, TYPES, limit);
    }

    /** Ends operations well, in one transaction. */
    void complete(List<SyncOperation> operations) {
        List<SyncOperation> ours = database.note(tx -> queue.complete(tx, operations));
        check(ours.size() == operations.size(), "an operation was lost");
    }

    /** How many wait or are under way. */
    long open() {
        return database.read(tx -> tx.operations().figures()).stream()
                .mapToLong(QueueFigure::operations)
                .sum();
    }

    static void check(boolean asExpected, String otherwise) {
        if (!asExpected) {
            throw new IllegalStateException(otherwise);
        }
    }

    private NewOperation upload(int n) {
        long steps = Math.round(CLIP_SIGMA * random.nextGaussian() / LOG_2 / BITS_A_STEP);
        return new NewOperation(
                id(), hash(n), PLACE, OperationType.UPLOAD, MIDDLE_PRIORITY - steps, bytes(n), NewOperation.ANYWHERE);
    }

    /** Grows, as the engine's ids do. */
    private String id() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(TIME, TIME_DIGITS)
                + hex.toHexDigits(++given)
                + hex.toHexDigits(random.nextLong(), CHANCE_DIGITS);
    }

    private static Asset asset(int n) {
        return new Asset(
                hash(n),
                bytes(n),
                "mp4",
                "video/mp4",
                MediaInfo.UNKNOWN,
                "files",
                "clip-" + n + ".mp4",
                Instant.EPOCH,
                null,
                null,
                0);
    }

    private static long bytes(int n) {
        return LEAST_BYTES + n;
    }

    /** Rises with the number, since the planner queues in the order of hashes; the gaps are random. */
    private static ContentHash hash(int n) {
        SplittableRandom digits = new SplittableRandom(n);
        String rising = HexFormat.of().toHexDigits(n * GAP + digits.nextInt(GAP));
        StringBuilder further = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            further.append(hex(digits.nextLong()));
        }
        return ContentHash.parse(rising + further.substring(rising.length()));
    }

    private static String hex(long value) {
        return HexFormat.of().toHexDigits(value);
    }

    @Override
    public void close() {
        database.close();
    }
}
