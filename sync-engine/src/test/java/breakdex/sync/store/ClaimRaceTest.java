package breakdex.sync.store;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.FailureDomain;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two claims that look at once, step by step. Only a server lets two write side by side. */
class ClaimRaceTest {
    private static final Instant NOW = StoreFixture.NOW;

    @TempDir
    Path home;

    private final ExecutorService other = Executors.newSingleThreadExecutor();
    private StoreFixture store;
    private Database beside;
    private ContentHash hash;

    @BeforeEach
    void open() {
        DatabaseAddress address = TestDatabase.POSTGRESQL.address(home);
        store = new StoreFixture(home, address, Clock.systemUTC());
        beside = Database.open(address, Clock.systemUTC(), StepListener.NONE);
        store.provider("nas", new FailureDomain("disk:nas", false));
        hash = store.asset(1, 100);
    }

    @AfterEach
    void close() {
        other.shutdownNow();
        beside.close();
        store.close();
    }

    private void enqueue(OperationType type, long priority) {
        NewOperation operation = new NewOperation(type.text(), hash, "nas", type, priority, 100, NewOperation.ANYWHERE);
        store.database.noting(tx -> tx.operations().enqueue(List.of(operation), NOW));
    }

    private static List<SyncOperation> claim(Tx tx, String worker) {
        return tx.operations()
                .claim(
                        "nas",
                        EnumSet.allOf(OperationType.class),
                        new Claimant(worker, StoreFixture.MACHINE),
                        10,
                        NOW,
                        NOW.plus(Duration.ofMinutes(5)));
    }

    /** Returns when another transaction waits for one that is under way, or has ended without. */
    private void awaitThatItWaits(Future<?> claiming) {
        boolean waits = false;
        while (!waits && !claiming.isDone()) {
            waits = store.database.<Long>read(tx -> Rows.one(
                            tx.handle(),
                            "select count(*) from pg_stat_activity"
                                    + " where datname = current_database() and wait_event_type = 'Lock'",
                            Columns::number))
                    > 0;
        }
    }

    @Test
    void aClaimThatMeetsAnotherForTheSameContentLooksAgainAndDoesNotFail() throws Exception {
        enqueue(OperationType.VERIFY, 1);
        Future<List<SyncOperation>> second = store.database.note(tx -> {
            assertThat(claim(tx, "first")).extracting(SyncOperation::type).containsExactly(OperationType.VERIFY);
            Future<List<SyncOperation>> claiming = other.submit(() -> {
                // Goes first of its content from now on, since nobody sees yet that the other is taken.
                enqueue(OperationType.UPLOAD, 9);
                return beside.note(besideTx -> claim(besideTx, "second"));
            });
            awaitThatItWaits(claiming);
            return claiming;
        });
        assertThat(second.get(60, TimeUnit.SECONDS)).isEmpty();
    }
}
