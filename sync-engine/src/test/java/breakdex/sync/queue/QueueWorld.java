package breakdex.sync.queue;

import breakdex.sync.TestClock;
import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.FailureDomain;
import breakdex.sync.asset.LocalState;
import breakdex.sync.store.CertificateRow;
import breakdex.sync.store.Database;
import breakdex.sync.store.LibraryFileRow;
import breakdex.sync.store.StoreFixture;
import breakdex.sync.store.SyncOperation;
import breakdex.sync.store.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** A real database with a few contents, two places and two machines, emptied of operations for each seed. */
final class QueueWorld implements AutoCloseable {
    static final List<String> PLACES = List.of("nas", "usb");
    static final List<String> MACHINES = List.of(StoreFixture.MACHINE, "machine-2");
    static final List<ContentHash> CONTENTS = List.of(StoreFixture.hash(1), StoreFixture.hash(2), StoreFixture.hash(3));

    /** Where the file of a content lies; of the others there is neither a file nor a copy. */
    static final Map<ContentHash, String> FILES =
            Map.of(CONTENTS.get(0), MACHINES.get(0), CONTENTS.get(1), MACHINES.get(1));

    static final long BYTES = 100;

    final TestDatabase kind;
    final TestClock clock = new TestClock(StoreFixture.NOW);
    private final StoreFixture store;

    QueueWorld(Path home, TestDatabase kind) {
        this.kind = kind;
        this.store = new StoreFixture(home, kind.address(home), clock);
        PLACES.forEach(place -> store.provider(place, new FailureDomain("disk:" + place, false)));
        for (int n = 1; n <= CONTENTS.size(); n++) {
            store.asset(n, BYTES);
        }
        database().writing(tx -> MACHINES.forEach(machine -> tx.workers().machine(machine, machine, clock.instant())));
        FILES.forEach(this::file);
    }

    private void file(ContentHash hash, String machine) {
        String name = hash + ".mp4";
        database()
                .writing(tx -> tx.files()
                        .put(List.of(new LibraryFileRow(
                                StoreFixture.LIBRARY,
                                machine,
                                name,
                                LibraryFileRow.folderOf(name),
                                hash,
                                BYTES,
                                1,
                                1,
                                null,
                                LocalState.PRESENT,
                                true,
                                StoreFixture.NOW,
                                null,
                                null,
                                null))));
    }

    Database database() {
        return store.database;
    }

    /** As it was before the first step of any seed. */
    void beginAnew() {
        clock.set(StoreFixture.NOW);
        database().noting(tx -> tx.operations().forgetAll(CONTENTS));
        CONTENTS.forEach(hash -> relyNoMoreOn(hash, false));
    }

    /** A local file of the content begins to go. */
    void relyOn(ContentHash hash, String certificate) {
        database()
                .noting(tx -> tx.certificates()
                        .prepare(new CertificateRow(
                                certificate,
                                hash,
                                StoreFixture.LIBRARY,
                                StoreFixture.DEVICE,
                                "a.mp4",
                                CertificateRow.Status.PREPARED,
                                ".breakdex-freeing-" + certificate,
                                BYTES,
                                1,
                                "[]",
                                "test",
                                clock.instant(),
                                null,
                                null,
                                StoreFixture.MACHINE)));
    }

    /** @param removed whether the file went; else it stayed */
    void relyNoMoreOn(ContentHash hash, boolean removed) {
        database()
                .noting(tx -> tx.certificates().ofAsset(hash).stream()
                        .filter(row -> row.removedAt() == null && row.status() != CertificateRow.Status.WITHDRAWN)
                        .forEach(row -> {
                            if (removed) {
                                tx.certificates().commit(row.id(), clock.instant());
                                tx.certificates().removed(row.id(), clock.instant());
                            } else {
                                tx.certificates().withdraw(row.id());
                            }
                        }));
    }

    Verbs verbs(RandomGenerator random) {
        RetrySchedule retries = new RetrySchedule(random);
        return kind == TestDatabase.SQLITE
                ? new QueueVerbs(database(), retries, StoreFixture.MACHINE)
                : new DaoVerbs(database(), clock, retries, StoreFixture.MACHINE);
    }

    List<SyncOperation> rows() {
        return store.operations();
    }

    @Override
    public void close() {
        store.close();
    }
}
