package breakdex.sync.safety;

import breakdex.sync.asset.Asset;
import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.Evidence;
import breakdex.sync.asset.EvidenceGrade;
import breakdex.sync.asset.FailureDomain;
import breakdex.sync.asset.LocalState;
import breakdex.sync.asset.MediaInfo;
import breakdex.sync.hash.AssetHashService;
import breakdex.sync.queue.OperationQueue;
import breakdex.sync.queue.RetrySchedule;
import breakdex.sync.scan.FileStamp;
import breakdex.sync.store.Claimant;
import breakdex.sync.store.Database;
import breakdex.sync.store.DatabaseAddress;
import breakdex.sync.store.LibraryFileRow;
import breakdex.sync.store.NewOperation;
import breakdex.sync.store.OperationType;
import breakdex.sync.store.StepListener;
import breakdex.sync.store.StoreFixture;
import breakdex.sync.store.SyncOperation;
import breakdex.sync.store.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clips with a copy on each of two places, a machine that lets local files go, and another that removes copies. Each
 * has a connection of its own.
 */
final class TwoRemovals implements AutoCloseable {
    static final List<String> PLACES = List.of("nas", "usb");

    private static final EvidenceGrade GRADE = EvidenceGrade.READ_BACK_DIRECT;

    final Database here;
    final Database there;
    final OperationQueue queue;
    final StoreFixture store;
    private final Path home;
    private final AssetHashService hashes = new AssetHashService();
    private final AtomicInteger ids = new AtomicInteger();

    /** @param steps of the machine that lets local files go */
    TwoRemovals(Path home, TestDatabase kind, StepListener steps) {
        this.home = home;
        DatabaseAddress address = kind.address(home);
        store = new StoreFixture(home, address, Clock.systemUTC());
        here = Database.open(address, Clock.systemUTC(), steps);
        there = Database.open(address, Clock.systemUTC(), StepListener.NONE);
        PLACES.forEach(place -> store.provider(place, new FailureDomain("disk:" + place, false)));
        queue = new OperationQueue(
                there,
                new RetrySchedule(new Random(1)),
                new Claimant("worker", StoreFixture.MACHINE),
                OperationQueue.LEASE);
    }

    /** A file that is proved on both places, whose copy on the first is to be removed; returns its permit. */
    LocalDeletePermit clip(String name) throws Exception {
        Path file = home.resolve(name);
        Files.writeString(file, "moves of " + name, StandardCharsets.UTF_8);
        ContentHash hash = hashes.hash(file).hash();
        store.database.writing(tx -> tx.assets()
                .addAbsent(List.of(new Asset(
                        hash,
                        name.length(),
                        "mp4",
                        "video/mp4",
                        MediaInfo.UNKNOWN,
                        "files",
                        name,
                        StoreFixture.NOW,
                        null,
                        null,
                        0))));
        store.file(name, hash, LocalState.PRESENT);
        PLACES.forEach(place -> store.proved(hash, place, GRADE, StoreFixture.NOW));
        NewOperation removal = new NewOperation(
                "removal-" + ids.incrementAndGet(),
                hash,
                PLACES.get(0),
                OperationType.DELETE_REMOTE,
                1,
                10,
                NewOperation.ANYWHERE);
        store.database.writing(tx -> tx.operations().enqueue(List.of(removal), tx.now()));
        LibraryFileRow row = store.database
                .read(tx -> tx.files().find(StoreFixture.LIBRARY, StoreFixture.MACHINE, name))
                .orElseThrow();
        List<ReliedOn> copies = PLACES.stream()
                .map(place -> new ReliedOn(
                        place,
                        hash.digest() + ".mp4",
                        new FailureDomain("disk:" + place, false),
                        new Evidence(GRADE, StoreFixture.NOW, StoreFixture.DEVICE, null)))
                .toList();
        return new LocalDeletePermit(
                row,
                file,
                FileStamp.read(file),
                copies,
                Clock.systemUTC().instant().plus(Duration.ofHours(1)));
    }

    LocalFileRemover remover() {
        return new LocalFileRemover(
                here,
                Clock.systemUTC(),
                hashes,
                () -> "certificate-" + ids.incrementAndGet(),
                StoreFixture.DEVICE,
                "test");
    }

    List<SyncOperation> claimRemovals() {
        return queue.claim(PLACES.get(0), List.of(OperationType.DELETE_REMOTE), 10);
    }

    /** What is recorded once a copy was removed. */
    void copyIsGone(SyncOperation removal) {
        there.writing(tx -> {
            queue.complete(tx, List.of(removal));
            tx.copies().markFailed(removal.hash(), removal.providerId(), "was removed", tx.now());
            tx.assets().recount(List.of(removal.hash()));
        });
    }

    @Override
    public void close() {
        here.close();
        there.close();
        store.close();
    }
}
