package breakdex.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.event.SyncEvent;
import breakdex.sync.event.Words;
import breakdex.sync.store.Claimant;
import breakdex.sync.store.Database;
import breakdex.sync.store.NewOperation;
import breakdex.sync.store.OperationFilter;
import breakdex.sync.store.OperationState;
import breakdex.sync.store.OperationStatus;
import breakdex.sync.store.OperationType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program held when it was killed is in nobody's hands, though its row still says otherwise. */
class DeadWorkerTest {
    @TempDir
    Path root;

    private EngineWorld world;
    private Path clip = Path.of("");

    @BeforeEach
    void open() throws Exception {
        world = new EngineWorld(root);
        clip = world.video("a.mp4", "one");
        world.connect("a", "b");
        world.sync();
    }

    @AfterEach
    void close() {
        world.close();
    }

    /** A lease that runs on, of a worker that is no more. */
    private void leaveAClaim() {
        ContentHash hash = world.engine().why(clip.toString()).asset().hash();
        String place = world.engine().providers().get(1).id();
        Instant now = world.clock.instant();
        try (Database database = world.database()) {
            database.writing(tx -> {
                NewOperation verify =
                        new NewOperation("op", hash, place, OperationType.VERIFY, 1, 3, NewOperation.ANYWHERE);
                tx.operations().enqueue(List.of(verify), now);
                tx.operations()
                        .claim(
                                place,
                                List.of(OperationType.VERIFY),
                                new Claimant("w", "m"),
                                1,
                                now,
                                now.plusSeconds(60));
            });
        }
    }

    @Test
    void nothingIsInProgressWhereNobodyWorks() {
        leaveAClaim();
        OperationView view = world.engine().operations(OperationFilter.open(10)).get(0);
        assertThat(view.indicator()).isEqualTo(Words.PENDING_IN_QUEUE);
        assertThat(view.operation().status()).isEqualTo(OperationStatus.QUEUED);
        assertThat(view.holder()).isNull();
        assertThat(world.engine().operations(OperationFilter.of(Set.of(OperationState.IN_PROGRESS), 10)))
                .isEmpty();
        assertThat(world.engine().queue().inProgress().assets()).isZero();
        assertThat(world.engine().state().queue().queued().assets()).isEqualTo(1);
        assertThat(world.engine().why(clip.toString()).operations())
                .extracting(OperationView::indicator)
                .doesNotContain(Words.PROGRESS_BAR);
    }

    @Test
    void aPlaceThatIsNotThereIsRefused() {
        OperationFilter nowhere = new OperationFilter(Set.of(), Set.of("a", "zz"), Set.of(), 10);
        assertThatThrownBy(() -> world.engine().operations(nowhere))
                .isInstanceOf(SyncException.class)
                .hasMessage("There is no place zz. Known are a, b.");
    }

    @Test
    void lookingChangesNothing() {
        leaveAClaim();
        world.engine().operations(OperationFilter.open(10));
        world.engine().state();
        try (Database database = world.database()) {
            assertThat(database.read(tx -> tx.operations().find("op")).orElseThrow())
                    .matches(operation -> operation.status() == OperationStatus.IN_PROGRESS)
                    .matches(operation -> "w".equals(operation.claimedBy()));
        }
    }

    @Test
    void whileSomebodyWorksWhatHeHoldsIsInProgress() throws Exception {
        List<OperationView> seen = new ArrayList<>();
        world.video("b.mp4", "two");
        world.listen(event -> {
            if (event instanceof SyncEvent.OperationStarted) {
                seen.addAll(world.engine().operations(OperationFilter.open(10)));
            }
        });
        world.sync();
        assertThat(seen).isNotEmpty().extracting(OperationView::indicator).contains(Words.PROGRESS_BAR);
        assertThat(seen)
                .filteredOn(view -> view.indicator().equals(Words.PROGRESS_BAR))
                .extracting(OperationView::holder)
                .containsOnly(new OperationView.Holder(ProcessHandle.current().pid(), "test", true));
    }

    @Test
    void aSecondCallerIsToldWhoWorksAndTheHomeIsFreeAfterwards() {
        HomeLock lock = new HomeLock(world.home);
        try (HomeLock.Hold hold = lock.take("syncing")) {
            assertThat(hold).isNotNull();
            assertThatThrownBy(() -> lock.take("deleting"))
                    .isInstanceOf(SyncException.class)
                    .hasMessageContaining("syncing, process");
        }
        lock.take("deleting").close();
    }
}
