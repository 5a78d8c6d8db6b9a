package breakdex.sync.queue;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.asset.FailureDomain;
import breakdex.sync.provider.Fault;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.store.Claimant;
import breakdex.sync.store.NewOperation;
import breakdex.sync.store.OperationType;
import breakdex.sync.store.StoreFixture;
import breakdex.sync.store.SyncOperation;
import breakdex.sync.store.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
class OperationQueueTest {
    @Parameter
    private TestDatabase kind = TestDatabase.SQLITE;

    @TempDir
    Path home;

    private StoreFixture store;
    private OperationQueue queue;

    @BeforeEach
    void open() {
        store = new StoreFixture(home, kind);
        store.provider("nas", new FailureDomain("disk:nas", false));
        NewOperation upload = new NewOperation(
                "upload", store.asset(1, 10), "nas", OperationType.UPLOAD, 0, 10, NewOperation.ANYWHERE);
        store.database.writing(tx -> tx.operations().enqueue(List.of(upload), tx.now()));
        queue = new OperationQueue(
                store.database,
                new RetrySchedule(new Random(1)),
                new Claimant("worker", StoreFixture.MACHINE),
                OperationQueue.LEASE);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private List<SyncOperation> claim() {
        return queue.claim("nas", EnumSet.allOf(OperationType.class), 10);
    }

    @Test
    void aPlaceThatAsksForMoreThanADayIsNotAskedAgainAtOnce() {
        ProviderException busy =
                new ProviderException("nas", "put", "later", Fault.UNEXPECTED, Duration.ofDays(2), null);
        Instant due = queue.fail(claim().get(0), busy, 0);
        assertThat(due).isAfter(store.database.<Instant>read(tx -> tx.now().plus(Duration.ofHours(23))));
        assertThat(claim()).isEmpty();
    }

    @Test
    void nothingIsDestroyedOrRemovedWithALeaseThatIsAtItsEnd() {
        OperationQueue hasty = new OperationQueue(
                store.database,
                new RetrySchedule(new Random(1)),
                new Claimant("hasty", StoreFixture.MACHINE),
                Duration.ZERO);
        SyncOperation operation =
                hasty.claim("nas", EnumSet.allOf(OperationType.class), 1).get(0);
        assertThat(hasty.mayDestroy(operation)).isFalse();
        assertThat(hasty.mayRemove(operation)).isFalse();
    }

    @Test
    void nothingIsRemovedThatIsNotOursAnyMore() {
        SyncOperation operation = claim().get(0);
        assertThat(queue.mayRemove(operation)).isTrue();
        queue.recover(List.of("worker"));
        assertThat(queue.mayRemove(operation)).isFalse();
    }
}
