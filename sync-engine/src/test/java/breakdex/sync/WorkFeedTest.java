package breakdex.sync;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.FailureDomain;
import breakdex.sync.provider.ReadFrom;
import breakdex.sync.provider.memory.InMemoryProvider;
import breakdex.sync.provider.memory.MemoryPlace;
import breakdex.sync.queue.OperationQueue;
import breakdex.sync.queue.RetrySchedule;
import breakdex.sync.store.Claimant;
import breakdex.sync.store.NewOperation;
import breakdex.sync.store.OperationFilter;
import breakdex.sync.store.OperationType;
import breakdex.sync.store.StoreFixture;
import breakdex.sync.store.SyncOperation;
import breakdex.sync.store.TestDatabase;
import breakdex.sync.verify.IntegrityVerifier;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class WorkFeedTest {
    @Parameter
    private TestDatabase kind = TestDatabase.SQLITE;

    private static final int THREADS = 2;
    private static final int DEATHS_THAT_PARK = 10;

    @TempDir
    Path home;

    private final Clock clock = Clock.fixed(StoreFixture.NOW, ZoneOffset.UTC);
    private StoreFixture store;

    @BeforeEach
    void open() {
        store = new StoreFixture(home, kind);
        store.provider("nas", new FailureDomain("disk:nas", false));
        for (int n = 0; n < 100; n++) {
            ContentHash hash = store.asset(n, 10);
            NewOperation upload =
                    new NewOperation("upload" + n, hash, "nas", OperationType.UPLOAD, 0, 10, NewOperation.ANYWHERE);
            store.database.writing(tx -> tx.operations().enqueue(List.of(upload), StoreFixture.NOW));
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** A run of a program that is yet to live or to die. */
    private WorkFeed feed() {
        RunLog log = new RunLog(event -> {});
        ProviderSession session = new ProviderSession(
                store.database.read(tx -> tx.providers().all()).get(0),
                new InMemoryProvider("nas", StoreFixture.DEVICE, new MemoryPlace("1", "attic"), 1024));
        RunContext run = new RunContext(
                store.database,
                clock,
                new OperationQueue(
                        store.database,
                        new RetrySchedule(new Random(1)),
                        new Claimant("worker", StoreFixture.MACHINE),
                        OperationQueue.LEASE),
                log,
                new CopyCare(store.database, clock, new IntegrityVerifier(clock, StoreFixture.DEVICE), log),
                List.of(session),
                ReadFrom.ANYWHERE,
                StoreFixture.NOW.plus(Duration.ofHours(1)),
                new Allowance(VerifyBudget.UNLIMITED, clock));
        run.queue().recover(List.of("worker"));
        return new WorkFeed(run, session, EnumSet.of(OperationType.UPLOAD), THREADS);
    }

    @Test
    void smallOnesGoTogether() {
        WorkFeed feed = feed();
        assertThat(feed.next()).hasSize(THREADS);
        assertThat(feed.next()).hasSizeGreaterThan(THREADS);
    }

    @Test
    void whatOnlyWaitedBesideACulpritIsNotGivenUpWithIt() {
        // Each of these programs dies over the first operation, while it holds as many others as it likes.
        for (int death = 0; death <= DEATHS_THAT_PARK; death++) {
            WorkFeed feed = feed();
            List<SyncOperation> first = feed.next();
            if (death < 2) {
                assertThat(feed.next()).hasSizeGreaterThan(THREADS);
            } else if (death < DEATHS_THAT_PARK) {
                assertThat(first).hasSize(1);
            }
        }
        feed();
        long givenUp =
                store.database.read(tx -> tx.operations().list(OperationFilter.open(200), List.of(), tx.now())).stream()
                        .filter(SyncOperation::isPermanentlyFailed)
                        .count();
        assertThat(givenUp).isBetween(1L, (long) THREADS);
    }
}
