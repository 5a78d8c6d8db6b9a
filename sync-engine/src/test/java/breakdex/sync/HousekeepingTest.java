package breakdex.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakdex.sync.asset.FailureDomain;
import breakdex.sync.store.Database;
import breakdex.sync.store.OperationFilter;
import breakdex.sync.store.OperationState;
import breakdex.sync.store.PastTheChecks;
import breakdex.sync.store.StepListener;
import breakdex.sync.store.StoreFixture;
import breakdex.sync.store.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What completed long ago is forgotten once a day, some thousand rows in a transaction, as long as there are any. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class HousekeepingTest {
    /** Two batches and one more. */
    private static final int LONG_AGO = 2 * Housekeeping.AT_ONCE + 1;

    private static final String COLUMNS =
            "insert into sync_operations (id, content_hash, provider_id, operation_type, status, created_at,"
                    + " completed_at)";

    private static final String LOG =
            "insert into sync_log (entity_table, entity_id, action, changed_at, synced, lost_json)";

    @Parameter
    private TestDatabase kind = TestDatabase.SQLITE;

    @TempDir
    Path home;

    private final AtomicInteger transactions = new AtomicInteger();
    private StoreFixture store;
    private Database counted;
    private Housekeeping housekeeping;

    @BeforeEach
    void fill() {
        store = new StoreFixture(home, kind);
        store.provider("nas", new FailureDomain("disk:nas", false));
        String hash = store.asset(1, 10).toString();
        PastTheChecks.run(
                store.address,
                "with recursive n(i) as (select 1 union all select i + 1 from n where i < " + LONG_AGO + ") " + COLUMNS
                        + " select '0100' || (10000000 + i), '" + hash + "', 'nas', 'upload', 'completed',"
                        + " '2020-01-01T00:00:00.000Z', '2020-01-01T00:00:00.000Z' from n",
                COLUMNS + " values ('0100-open', '" + hash + "', 'nas', 'verify', 'queued', '2020-01-01T00:00:00.000Z',"
                        + " null), ('0100-lately', '" + hash + "', 'nas', 'verify', 'completed',"
                        + " '2020-01-01T00:00:00.000Z', '2999-01-01T00:00:00.000Z')");
        store.database.writing(
                tx -> tx.devices().seen(StoreFixture.DEVICE, StoreFixture.NOW.minus(Duration.ofDays(9))));
        counted = Database.open(store.address, Clock.fixed(StoreFixture.NOW, ZoneOffset.UTC), new StepListener() {
            @Override
            public void before(String step) {
                transactions.incrementAndGet();
            }
        });
        housekeeping = new Housekeeping(counted, StoreFixture.DEVICE);
    }

    @AfterEach
    void close() {
        counted.close();
        store.close();
    }

    private List<String> left() {
        OperationFilter all = OperationFilter.of(EnumSet.allOf(OperationState.class), Integer.MAX_VALUE);
        return store.database.read(tx -> tx.operations().list(all, List.of(), tx.now())).stream()
                .map(operation -> operation.id())
                .toList();
    }

    @Test
    void allGoInTransactionsOfTheirOwnAndNoOthers() throws Exception {
        housekeeping.daily();
        assertThat(left()).containsExactly("0100-open", "0100-lately");
        // One to see whether it is due, three that removed some, one that found no more, and one for the log.
        assertThat(transactions).hasValue(6);
    }

    @Test
    void theLogForgetsWhatWasPassedOnAndKeepsWhatWaitsAndWhatWasLost() throws Exception {
        String aMonthAgo = "'" + store.database.read(tx -> tx.now().minus(Duration.ofDays(31))) + "'";
        PastTheChecks.run(
                store.address,
                "with recursive n(i) as (select 1 union all select i + 1 from n where i < " + LONG_AGO + ") " + LOG
                        + " select 'moves', 'old' || i, 'update', " + aMonthAgo + ", 1, null from n",
                LOG + " values ('moves', 'waits', 'update', " + aMonthAgo + ", 0, null)",
                LOG + " values ('moves', 'lately', 'update', '2999-01-01T00:00:00.000Z', 1, null)",
                LOG + " values ('move', 'lost', 'update', " + aMonthAgo + ", 1, '{}')",
                LOG + " values ('move', 'lost-long-ago', 'update', '2020-01-01T00:00:00.000Z', 1, '{}')");
        housekeeping.daily();
        List<String> changes = store.database.read(tx -> tx.log().changes()).stream()
                .map(entry -> entry.entityId())
                .toList();
        assertThat(changes).containsExactly("waits", "lately");
        PastTheChecks.run(store.address, "update sync_log set lost_json = null where lost_json is not null");
        List<String> lost = store.database.read(tx -> tx.log().changes()).stream()
                .map(entry -> entry.entityId())
                .toList();
        assertThat(lost).containsExactlyInAnyOrder("waits", "lately", "lost");
    }

    @Test
    void onceADayIsEnough() throws Exception {
        store.database.writing(tx -> tx.devices().seen(StoreFixture.DEVICE, tx.now()));
        housekeeping.daily();
        assertThat(left()).hasSize(LONG_AGO + 2);
        assertThat(transactions).hasValue(1);
    }

    @Test
    void aWorkerDoesItToo() throws Exception {
        try (EngineWorld world = new EngineWorld(home.resolve("another"), kind)) {
            world.video("a.mp4", "one");
            world.connect("a", "b");
            world.sync();
            PastTheChecks.run(
                    world.address,
                    "update sync_operations set id = '0100' || id, completed_at = '2020-01-01T00:00:00.000Z'",
                    "update devices set last_seen_at = '2020-01-01T00:00:00.000Z'");
            world.engine().work(new WorkRequest(true, false));
            assertThat(world.engine().operations(OperationFilter.of(Set.of(OperationState.COMPLETED), 10)))
                    .isEmpty();
        }
    }

    @Test
    void anInterruptIsHeardBetweenTwoTransactions() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(housekeeping::daily).isInstanceOf(InterruptedException.class);
        assertThat(left()).hasSize(LONG_AGO + 2 - Housekeeping.AT_ONCE);
    }
}
