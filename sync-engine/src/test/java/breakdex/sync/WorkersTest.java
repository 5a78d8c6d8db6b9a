package breakdex.sync;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.FailureDomain;
import breakdex.sync.queue.OperationQueue;
import breakdex.sync.queue.RetrySchedule;
import breakdex.sync.store.Claimant;
import breakdex.sync.store.NewOperation;
import breakdex.sync.store.OperationType;
import breakdex.sync.store.StoreFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose work comes back, and when. */
class WorkersTest {
    private static final Duration HEALTHY = Duration.ofHours(5);

    @TempDir
    Path home;

    private final TestClock clock = TestClock.aDayAhead();
    private final List<Runnable> hearts = new ArrayList<>();
    private StoreFixture store;

    @BeforeEach
    void open() {
        store = new StoreFixture(home, clock);
        store.provider("nas", new FailureDomain("disk:nas", false));
        ContentHash hash = store.asset(1, 10);
        NewOperation verify = new NewOperation("op", hash, "nas", OperationType.VERIFY, 0, 10, NewOperation.ANYWHERE);
        store.database.writing(tx -> {
            tx.workers().machine("elsewhere", "another", clock.instant());
            tx.operations().enqueue(List.of(verify), clock.instant());
        });
    }

    @AfterEach
    void close() {
        store.close();
    }

    private OperationQueue queue(String worker, String machine) {
        return new OperationQueue(
                store.database, new RetrySchedule(new Random(1)), new Claimant(worker, machine), OperationQueue.LEASE);
    }

    private Workers workers(OperationQueue queue) {
        return new Workers(home, store.database, queue, (period, beat) -> {
            hearts.add(beat);
            return () -> hearts.remove(beat);
        });
    }

    private void takes(OperationQueue queue) {
        assertThat(queue.claim("nas", EnumSet.of(OperationType.VERIFY), 1)).hasSize(1);
    }

    private List<String> shown() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("workers"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void aWorkerShowsItselfWhileItLives() throws IOException {
        Workers workers = workers(queue("w", StoreFixture.MACHINE));
        try (Workers.Present present = workers.enter()) {
            assertThat(present).isNotNull();
            assertThat(shown()).containsExactly(ProcessHandle.current().pid() + "-w");
            assertThat(workers.isAliveHere("w")).isTrue();
        }
        assertThat(shown()).isEmpty();
        assertThat(workers.isAliveHere("w")).isFalse();
    }

    @Test
    void whatAWorkerHeldThatDiedHereComesBackAtOnce() throws IOException {
        takes(queue("dead", StoreFixture.MACHINE));
        // Its file is there, and nobody holds the lock.
        Files.createDirectories(home.resolve("workers"));
        Path file = Files.createFile(home.resolve("workers").resolve("1-dead"));
        Workers workers = workers(queue("w", StoreFixture.MACHINE));
        assertThat(workers.recover()).isEqualTo(1);
        assertThat(file).doesNotExist();
        takes(queue("w", StoreFixture.MACHINE));
    }

    @Test
    void ofAWorkerElsewhereOnlyItsLeaseTells() {
        OperationQueue other = queue("other", "elsewhere");
        other.beat();
        takes(other);
        Workers workers = workers(queue("w", StoreFixture.MACHINE));
        assertThat(workers.recover()).isZero();
        clock.advance(OperationQueue.LEASE.plusSeconds(1));
        assertThat(workers.recover()).isEqualTo(1);
    }

    @Test
    void aHealthyOperationOfFiveHoursIsNeverRescued() {
        OperationQueue other = queue("other", "elsewhere");
        Workers otherWorkers = workers(other);
        Workers workers = workers(queue("w", StoreFixture.MACHINE));
        try (Workers.Present present = otherWorkers.enter()) {
            assertThat(present).isNotNull();
            takes(other);
            for (Duration passed = Duration.ZERO;
                    passed.compareTo(HEALTHY) < 0;
                    passed = passed.plus(other.beatEvery())) {
                clock.advance(other.beatEvery());
                hearts.forEach(Runnable::run);
                assertThat(workers.recover()).isZero();
            }
        }
        clock.advance(OperationQueue.LEASE.plusSeconds(1));
        assertThat(workers.recover()).isEqualTo(1);
        assertThat(store.database
                        .read(tx -> tx.operations().find("op"))
                        .orElseThrow()
                        .retryCount())
                .isZero();
    }

    @Test
    void aLeaseFromAWrongClockIsVoid() {
        OperationQueue other = queue("other", "elsewhere");
        clock.advance(Duration.ofDays(400));
        other.beat();
        takes(other);
        clock.advance(Duration.ofDays(-400));
        assertThat(workers(queue("w", StoreFixture.MACHINE)).recover()).isEqualTo(1);
    }

    @Test
    void othersLiveHereOrGaveASignOfLifeElsewhere() {
        Workers workers = workers(queue("w", StoreFixture.MACHINE));
        assertThat(workers.othersLive()).isFalse();
        try (Workers.Present present = workers.enter()) {
            assertThat(present).isNotNull();
            assertThat(workers.othersLive()).isFalse();
            queue("other", "elsewhere").beat();
            assertThat(workers.othersLive()).isTrue();
            clock.advance(OperationQueue.LONGEST_LEASE.plusSeconds(1));
            assertThat(workers.othersLive()).isFalse();
        }
    }
}
