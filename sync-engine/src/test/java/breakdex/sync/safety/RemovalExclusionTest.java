package breakdex.sync.safety;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.store.CertificateRow;
import breakdex.sync.store.OperationType;
import breakdex.sync.store.Race;
import breakdex.sync.store.StepListener;
import breakdex.sync.store.StoreFixture;
import breakdex.sync.store.SyncOperation;
import breakdex.sync.store.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A local file goes on the strength of its copies: while it does, none of them may, and the other way round. */
class RemovalExclusionTest {
    private static final int ROUNDS = 40;
    private static final long SECONDS = 120;

    @TempDir
    Path home;

    /** Cuts a removal short right after its certificate was prepared. */
    private static final class PowerCut implements StepListener {
        private boolean armed = true;

        @Override
        public void after(String step) {
            if (armed) {
                armed = false;
                throw new IllegalStateException("power cut");
            }
        }
    }

    private static void cutShort(LocalFileRemover remover, LocalDeletePermit permit) throws InterruptedException {
        try {
            remover.remove(permit);
            throw new AssertionError("went through");
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("power cut");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aFileStaysWhileACopyOfItIsBeingRemoved(TestDatabase kind) throws Exception {
        try (TwoRemovals both = new TwoRemovals(home, kind, StepListener.NONE)) {
            LocalDeletePermit permit = both.clip("a.mp4");
            SyncOperation removal = both.claimRemovals().get(0);
            assertThat(both.queue.mayRemove(removal)).isTrue();
            assertThat(both.remover().remove(permit)).isInstanceOf(RemovalResult.Kept.class);
            assertThat(permit.file()).exists();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aFileStaysWhoseCopyWasRemovedAfterItsPermitWasMade(TestDatabase kind) throws Exception {
        try (TwoRemovals both = new TwoRemovals(home, kind, StepListener.NONE)) {
            LocalDeletePermit permit = both.clip("a.mp4");
            both.copyIsGone(both.claimRemovals().get(0));
            assertThat(both.remover().remove(permit)).isInstanceOf(RemovalResult.Kept.class);
            assertThat(permit.file()).exists();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void noCopyIsRemovedWhileAFileGoesOnItsStrength(TestDatabase kind) throws Exception {
        try (TwoRemovals both = new TwoRemovals(home, kind, new PowerCut())) {
            LocalDeletePermit permit = both.clip("a.mp4");
            LocalFileRemover remover = both.remover();
            cutShort(remover, permit);
            assertThat(both.claimRemovals()).isEmpty();
            CertificateRow certificate = both.here
                    .read(tx -> tx.certificates().unfinished(StoreFixture.MACHINE))
                    .get(0);
            remover.recover(certificate, permit.file());
            assertThat(both.queue.mayRemove(both.claimRemovals().get(0))).isTrue();
        }
    }

    /** Only a server lets a claim be under way while another connection writes. */
    @Test
    void ofAClaimAndARemovalThatDoNotSeeEachOtherTheFileGoes() throws Exception {
        try (TwoRemovals both = new TwoRemovals(home, TestDatabase.POSTGRESQL, new PowerCut())) {
            LocalDeletePermit permit = both.clip("a.mp4");
            LocalFileRemover remover = both.remover();
            List<SyncOperation> claimed = both.store.database.note(tx -> {
                List<SyncOperation> taken = tx.operations()
                        .claim(
                                TwoRemovals.PLACES.get(0),
                                List.of(OperationType.DELETE_REMOTE),
                                both.queue.self(),
                                1,
                                tx.now(),
                                tx.now().plusSeconds(300));
                try {
                    cutShort(remover, permit);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return taken;
            });
            assertThat(claimed).hasSize(1);
            assertThat(both.queue.mayDestroy(claimed.get(0))).isTrue();
            assertThat(both.queue.mayRemove(claimed.get(0))).isFalse();
        }
    }

    /** Sees when a file begins to go, between the certificate and the note that it is gone, and when a copy does. */
    private static final class Meeting implements StepListener {
        private final AtomicBoolean fileGoes = new AtomicBoolean();
        private final AtomicBoolean copyGoes = new AtomicBoolean();
        private final AtomicInteger steps = new AtomicInteger();
        private final Collection<String> clashes = new ConcurrentLinkedQueue<>();
        private Predicate<ContentHash> reliedOn = hash -> false;
        private ContentHash hash = StoreFixture.hash(0);

        void begin(ContentHash next) {
            hash = next;
            fileGoes.set(false);
            copyGoes.set(false);
            steps.set(0);
        }

        /** The third step notes that the file is gone. */
        @Override
        public void before(String step) {
            if (steps.get() == 2) {
                fileGoes.set(false);
            }
        }

        /** The first step prepares the certificate, if nothing is in the way. */
        @Override
        public void after(String step) {
            if (steps.getAndIncrement() == 0 && reliedOn.test(hash)) {
                fileGoes.set(true);
                if (copyGoes.get()) {
                    clashes.add("the file of " + hash + " goes though its copy went");
                }
            }
        }

        void copyGoes() {
            copyGoes.set(true);
            if (fileGoes.get()) {
                clashes.add("the copy of " + hash + " goes while its file does");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aFileAndItsCopyNeverGoTogetherHoweverTheyMeet(TestDatabase kind) throws Exception {
        Meeting meeting = new Meeting();
        try (TwoRemovals both = new TwoRemovals(home, kind, meeting)) {
            meeting.reliedOn =
                    hash -> both.store.database.read(tx -> tx.certificates().isReliedOn(hash));
            for (int round = 0; round < ROUNDS; round++) {
                LocalDeletePermit permit = both.clip("clip-" + round + ".mp4");
                meeting.begin(Objects.requireNonNull(permit.row().hash()));
                CyclicBarrier together = new CyclicBarrier(2);
                new Race()
                        .run(List.of(
                                () -> {
                                    together.await(SECONDS, TimeUnit.SECONDS);
                                    return both.remover().remove(permit);
                                },
                                () -> {
                                    together.await(SECONDS, TimeUnit.SECONDS);
                                    both.claimRemovals().forEach(removal -> remove(both, meeting, removal));
                                    return true;
                                }));
                assertThat(meeting.copyGoes.get() || !Files.exists(permit.file()))
                        .as("one of the two goes in round %d", round)
                        .isTrue();
                // What was not removed in this round would be in the next.
                both.there.noting(tx -> tx.operations().forgetAll(List.of(meeting.hash)));
            }
        }
        assertThat(meeting.clashes).isEmpty();
    }

    private static void remove(TwoRemovals both, Meeting meeting, SyncOperation removal) {
        if (both.queue.mayRemove(removal)) {
            meeting.copyGoes();
            both.copyIsGone(removal);
        } else {
            both.queue.giveBack(List.of(removal), "a file goes on its strength");
        }
    }
}
