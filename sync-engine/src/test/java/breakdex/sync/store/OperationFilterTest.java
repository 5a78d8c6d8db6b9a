package breakdex.sync.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.FailureDomain;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Of a queue with an operation in every state, on two places, what each filter finds and in which order. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class OperationFilterTest {
    private static final Instant NOW = StoreFixture.NOW;
    private static final Instant LEASE = NOW.plus(Duration.ofMinutes(5));
    private static final Set<OperationType> VERIFIES = Set.of(OperationType.VERIFY);

    @Parameter
    private TestDatabase kind = TestDatabase.SQLITE;

    @TempDir
    Path home;

    private StoreFixture store;

    @BeforeEach
    void fill() {
        store = new StoreFixture(home, kind);
        store.provider("nas", new FailureDomain("disk:nas", false));
        store.provider("usb", new FailureDomain("disk:usb", false));
        enqueue("a-queued", 1, "nas", OperationType.UPLOAD, 1);
        enqueue("b-urgent", 2, "usb", OperationType.VERIFY, 9);
        claimed("c-done", 3, "nas", OperationType.UPLOAD, "living")
                .forEach(each -> change(tx -> tx.operations().complete(List.of(each), "living", NOW)));
        claimed("d-done-later", 4, "nas", OperationType.VERIFY, "living")
                .forEach(each -> change(tx -> tx.operations().complete(List.of(each), "living", NOW)));
        claimed("e-running", 5, "nas", OperationType.UPLOAD, "living");
        claimed("f-left", 6, "usb", OperationType.UPLOAD, "dead");
        claimed("g-again", 7, "nas", OperationType.UPLOAD, "living")
                .forEach(each -> change(tx -> tx.operations().fail(each, "living", 1, "UNEXPECTED", "odd", LEASE)));
        claimed("h-failed", 8, "nas", OperationType.UPLOAD, "living")
                .forEach(each -> change(tx -> tx.operations().fail(each, "living", 3, "REFUSED", "too large", null)));
        enqueue("i-cancelled", 9, "usb", OperationType.VERIFY, 1);
        change(tx -> tx.operations().cancel("i-cancelled"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void change(Consumer<Tx> work) {
        store.database.writing(work);
    }

    private void enqueue(String id, int n, String place, OperationType type, long priority) {
        ContentHash hash = store.asset(n, 100);
        NewOperation operation = new NewOperation(id, hash, place, type, priority, 100, NewOperation.ANYWHERE);
        change(tx -> tx.operations().enqueue(List.of(operation), NOW));
    }

    /** In this worker's hands, since nothing on its place is more urgent. */
    private List<SyncOperation> claimed(String id, int n, String place, OperationType type, String worker) {
        enqueue(id, n, place, type, 100);
        Claimant who = new Claimant(worker, StoreFixture.MACHINE);
        return store.database.write(tx -> tx.operations().claim(place, Set.of(type), who, 1, NOW, LEASE));
    }

    private List<String> list(OperationFilter filter) {
        return store.database.read(tx -> tx.operations().list(filter, List.of("living"), NOW)).stream()
                .map(SyncOperation::id)
                .toList();
    }

    private List<String> in(OperationState... states) {
        return list(OperationFilter.of(Set.of(states), 100));
    }

    @Test
    void withoutAFilterAllThatIsOpenOrCancelledStandsByStateAndPriority() {
        assertThat(list(OperationFilter.open(100)))
                .containsExactly("e-running", "g-again", "h-failed", "i-cancelled", "f-left", "b-urgent", "a-queued");
    }

    @Test
    void eachStateIsFoundAlone() {
        assertThat(in(OperationState.QUEUED)).containsExactly("f-left", "b-urgent", "a-queued");
        assertThat(in(OperationState.IN_PROGRESS)).containsExactly("e-running");
        assertThat(in(OperationState.RETRY_PENDING)).containsExactly("g-again");
        assertThat(in(OperationState.PERMANENTLY_FAILED)).containsExactly("h-failed");
        assertThat(in(OperationState.CANCELLED)).containsExactly("i-cancelled");
        assertThat(in(OperationState.COMPLETED)).containsExactly("d-done-later", "c-done");
    }

    @Test
    void statesTogetherAreTheUnion() {
        assertThat(in(OperationState.COMPLETED, OperationState.RETRY_PENDING))
                .containsExactly("g-again", "d-done-later", "c-done");
        assertThat(list(OperationFilter.of(EnumSet.allOf(OperationState.class), 100)))
                .hasSize(9);
    }

    @Test
    void aLeaseThatRanOutIsNobodysHold() {
        OperationFilter running = OperationFilter.of(Set.of(OperationState.IN_PROGRESS), 100);
        List<SyncOperation> later = store.database.read(
                tx -> tx.operations().list(running, List.of("living", "dead"), LEASE.plusSeconds(1)));
        assertThat(later).isEmpty();
        List<SyncOperation> nobody = store.database.read(tx -> tx.operations().list(running, List.of(), NOW));
        assertThat(nobody).isEmpty();
    }

    @Test
    void placesTypesAndStatesNarrowOneAnother() {
        assertThat(list(new OperationFilter(Set.of(), Set.of("usb"), Set.of(), 100)))
                .containsExactly("i-cancelled", "f-left", "b-urgent");
        assertThat(list(new OperationFilter(Set.of(), Set.of("usb", "nas"), Set.of(), 100)))
                .hasSize(7);
        assertThat(list(new OperationFilter(Set.of(), Set.of(), VERIFIES, 100)))
                .containsExactly("i-cancelled", "b-urgent");
        assertThat(list(new OperationFilter(Set.of(OperationState.QUEUED), Set.of("usb"), VERIFIES, 100)))
                .containsExactly("b-urgent");
        assertThat(list(new OperationFilter(Set.of(OperationState.COMPLETED), Set.of("nas"), VERIFIES, 100)))
                .containsExactly("d-done-later");
        assertThat(list(new OperationFilter(Set.of(OperationState.COMPLETED), Set.of("usb"), Set.of(), 100)))
                .isEmpty();
        assertThat(list(new OperationFilter(Set.of(), Set.of("elsewhere"), Set.of(), 100)))
                .isEmpty();
    }

    @Test
    void theLimitCutsOffWhatComesLast() {
        assertThat(list(OperationFilter.open(2))).containsExactly("e-running", "g-again");
        assertThat(list(OperationFilter.of(Set.of(OperationState.COMPLETED), 1)))
                .containsExactly("d-done-later");
        assertThatThrownBy(() -> OperationFilter.open(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whoHoldsWhatIsToldWithItsMachine() {
        change(tx -> tx.workers().seen("living", StoreFixture.MACHINE, 4711, NOW));
        change(tx -> tx.workers().seen("idle", StoreFixture.MACHINE, 4712, NOW));
        Map<String, WorkersDao.Holder> holders =
                store.database.read(tx -> tx.workers().holders());
        assertThat(holders)
                .isEqualTo(Map.of("living", new WorkersDao.Holder("living", 4711, StoreFixture.MACHINE, "test")));
    }
}
