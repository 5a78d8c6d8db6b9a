package breakdex.sync.queue;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.FailureDomain;
import breakdex.sync.provider.Fault;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.store.Claimant;
import breakdex.sync.store.Database;
import breakdex.sync.store.DatabaseAddress;
import breakdex.sync.store.MemoryFolder;
import breakdex.sync.store.NewOperation;
import breakdex.sync.store.OperationStatus;
import breakdex.sync.store.OperationType;
import breakdex.sync.store.Race;
import breakdex.sync.store.StepListener;
import breakdex.sync.store.StoreFixture;
import breakdex.sync.store.SyncOperation;
import breakdex.sync.store.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Many workers at one queue, some of which die or are taken for dead, while people wish for more. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class OperationQueueRaceTest {
    @Parameter
    private TestDatabase kind = TestDatabase.SQLITE;

    private static final int WORKERS = 8;
    private static final int CONTENTS = 250;
    private static final int URGENT = 300;
    private static final long BYTES = 100;
    private static final long MOST_URGENT = 1_000;
    private static final List<String> PLACES = List.of("nas", "usb");
    private static final List<OperationType> TYPES = List.of(OperationType.values());
    private static final List<Fault> FAULTS = List.of(Fault.values());

    @TempDir(factory = MemoryFolder.class)
    Path home;

    private final AtomicInteger names = new AtomicInteger();
    private final Set<String> wanted = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> completed = new ConcurrentHashMap<>();
    private final Set<Claimant> living = ConcurrentHashMap.newKeySet();
    private final Holders holders = new Holders();
    private final AtomicBoolean allIsWished = new AtomicBoolean();
    private final Race race = new Race();
    private final List<Database> databases = new ArrayList<>();
    private List<ContentHash> contents = List.of();
    private StoreFixture store;

    @BeforeEach
    void open() {
        DatabaseAddress address = kind.address(home);
        store = new StoreFixture(home, address, Clock.systemUTC());
        PLACES.forEach(place -> store.provider(place, new FailureDomain("disk:" + place, false)));
        contents = store.assets(1, CONTENTS, BYTES);
        for (int n = 0; n < WORKERS + 2; n++) {
            databases.add(
                    kind == TestDatabase.SQLITE
                            ? store.database
                            : Database.open(address, Clock.systemUTC(), StepListener.NONE));
        }
        List<NewOperation> all = new ArrayList<>();
        for (ContentHash hash : contents) {
            for (String place : PLACES) {
                TYPES.forEach(type -> all.add(operation(hash, place, type, all.size() % 5)));
            }
        }
        assertThat(all).hasSize(2_000);
        store.database.noting(tx -> tx.operations().enqueue(all, tx.now()));
        all.forEach(each -> wanted.add(each.id()));
    }

    @AfterEach
    void close() {
        databases.forEach(Database::close);
        store.close();
    }

    private NewOperation operation(ContentHash hash, String place, OperationType type, long priority) {
        String id = "operation-" + names.incrementAndGet();
        return new NewOperation(id, hash, place, type, priority, BYTES, NewOperation.ANYWHERE);
    }

    private OperationQueue queue(Database database, Claimant who) {
        // Whatever fails is due again at once.
        return new OperationQueue(database, new RetrySchedule(() -> 0), who, Duration.ofMinutes(30));
    }

    private Claimant begin() {
        Claimant who = new Claimant("worker-" + names.incrementAndGet(), StoreFixture.MACHINE);
        living.add(who);
        return who;
    }

    private boolean isOver() {
        return race.isLost() || (allIsWished.get() && completed.size() >= wanted.size());
    }

    @Test
    void everyOperationIsCompletedOnceAndNoContentIsInTwoHands() throws Exception {
        List<Callable<?>> runners = new ArrayList<>();
        for (int n = 0; n < WORKERS; n++) {
            runners.add(new Worker(databases.get(n), new Random(n)));
        }
        runners.add(() -> wish(databases.get(WORKERS), new Random(WORKERS)));
        runners.add(() -> bury(databases.get(WORKERS + 1), new Random(WORKERS + 1)));
        race.run(runners);

        assertThat(holders.clashes()).isEmpty();
        assertThat(completed.keySet()).isEqualTo(wanted);
        assertThat(completed.values()).containsOnly(1);
        List<SyncOperation> rows = store.operations();
        assertThat(rows).extracting(SyncOperation::status).containsOnly(OperationStatus.COMPLETED);
        assertThat(rows).extracting(SyncOperation::id).containsExactlyInAnyOrderElementsOf(wanted);
    }

    /** One worker after another on one thread: each goes on until it dies, or hears that it did. */
    private final class Worker implements Callable<Boolean> {
        private final Database database;
        private final Random random;
        private Claimant self = begin();

        Worker(Database database, Random random) {
            this.database = database;
            this.random = random;
        }

        @Override
        public Boolean call() {
            while (!isOver()) {
                if (holders.isDead(self.worker())) {
                    living.remove(self);
                    self = begin();
                }
                work();
            }
            return true;
        }

        private void work() {
            OperationQueue queue = queue(database, self);
            Set<OperationType> types = EnumSet.of(TYPES.get(random.nextInt(TYPES.size())));
            if (random.nextInt(4) > 0) {
                types = EnumSet.allOf(OperationType.class);
            }
            int limit = 1 + random.nextInt(12);
            List<SyncOperation> claimed = queue.claim(PLACES.get(random.nextInt(PLACES.size())), types, limit);
            assertThat(claimed).hasSizeLessThanOrEqualTo(limit);
            claimed.forEach(holders::take);
            int drawn = random.nextInt(100);
            if (drawn < 5) {
                holders.declareDead(self.worker());
            } else if (drawn < 15) {
                claimed.forEach(holders::letGo);
                queue.giveBack(claimed, "not now");
            } else if (drawn < 30) {
                claimed.forEach(operation -> fail(queue, operation));
            } else {
                claimed.forEach(operation -> queue.progress(operation, random.nextInt((int) BYTES)));
                claimed.forEach(holders::letGo);
                List<SyncOperation> ours = database.note(tx -> queue.complete(tx, claimed));
                ours.forEach(operation -> completed.merge(operation.id(), 1, Integer::sum));
            }
        }

        private void fail(OperationQueue queue, SyncOperation operation) {
            Fault fault = FAULTS.get(random.nextInt(FAULTS.size()));
            holders.letGo(operation);
            queue.fail(operation, new ProviderException("nas", "call", "answer", fault, null), random.nextInt(50));
        }
    }

    /** Wishes for more while all are at work: what is open is urged, what is done is wanted again. */
    private boolean wish(Database database, Random random) {
        for (int n = 0; n < URGENT && !race.isLost(); n++) {
            ContentHash hash = contents.get(random.nextInt(contents.size()));
            NewOperation urgent = operation(
                    hash,
                    PLACES.get(random.nextInt(PLACES.size())),
                    TYPES.get(random.nextInt(TYPES.size())),
                    MOST_URGENT);
            int added = database.write(tx -> {
                int open = tx.operations().enqueue(List.of(urgent), tx.now());
                tx.operations().urge(hash, urgent.providerId(), urgent.type(), MOST_URGENT);
                return open;
            });
            if (added > 0) {
                wanted.add(urgent.id());
            }
        }
        allIsWished.set(true);
        return true;
    }

    /**
     * Takes back what the dead held, and of some that live and only seem dead; keeps others alive; and retries for the
     * person what failed for good.
     */
    private boolean bury(Database database, Random random) {
        OperationQueue queue = queue(database, new Claimant("undertaker", StoreFixture.MACHINE));
        while (!isOver()) {
            List<Claimant> all = List.copyOf(living);
            if (random.nextInt(10) == 0) {
                holders.declareDead(all.get(random.nextInt(all.size())).worker());
            }
            queue(database, all.get(random.nextInt(all.size()))).beat();
            queue.recover(holders.dead());
            database.noting(tx -> tx.operations().retry(null));
        }
        return true;
    }
}
