package breakdex.sync.store;

import static breakdex.sync.store.StoreFixture.MACHINE;
import static breakdex.sync.store.StoreFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.EvidenceGrade;
import breakdex.sync.asset.FailureDomain;
import breakdex.sync.asset.LocalState;
import breakdex.sync.store.StatusDao.Amount;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Which copies and which local files are to be looked at again, and in which order. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class DueAgainTest {
    private static final Duration DAY = Duration.ofDays(1);

    @Parameter
    private TestDatabase kind = TestDatabase.SQLITE;

    @TempDir
    Path home;

    private StoreFixture store;

    @BeforeEach
    void open() {
        store = new StoreFixture(home, kind);
        store.provider("nas", new FailureDomain("server:nas", false));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private ContentHash proved(int n, Instant at) {
        ContentHash hash = store.asset(n, 10);
        store.proved(hash, "nas", EvidenceGrade.READ_BACK_DIRECT, at);
        return hash;
    }

    private List<ContentHash> due(int limit) {
        return store.database.read(tx -> tx.copies().dueForProof("nas", NOW.minus(DAY), NOW.plus(DAY), limit)).stream()
                .map(AgedProof::hash)
                .toList();
    }

    private Amount allDue() {
        return store.database.read(tx -> tx.copies().due("nas", NOW.minus(DAY), NOW.plus(DAY)));
    }

    @Test
    void copiesAreDueByTheAgeOfTheirProofTheOldestFirst() {
        ContentHash old = proved(1, NOW.minus(DAY.multipliedBy(2)));
        ContentHash oldest = proved(2, NOW.minus(DAY.multipliedBy(3)));
        ContentHash future = proved(3, NOW.plus(DAY.multipliedBy(2)));
        proved(4, NOW.minus(DAY));
        proved(5, NOW.plus(DAY));
        assertThat(due(10)).containsExactly(oldest, old, future);
        assertThat(due(1)).containsExactly(oldest);
        assertThat(allDue()).isEqualTo(new Amount(3, 30));
    }

    @Test
    void aCopyOfWhichALookIsQueuedIsDueAndNotPlannedAgain() {
        ContentHash first = proved(1, NOW.minus(DAY.multipliedBy(2)));
        ContentHash second = proved(2, NOW.minus(DAY.multipliedBy(2)));
        NewOperation look = new NewOperation("look", first, "nas", OperationType.VERIFY, 0, 10, NewOperation.ANYWHERE);
        NewOperation upload =
                new NewOperation("upload", second, "nas", OperationType.UPLOAD, 0, 10, NewOperation.ANYWHERE);
        store.database.writing(tx -> tx.operations().enqueue(List.of(look, upload), NOW));
        assertThat(due(10)).containsExactly(second);
        assertThat(allDue().assets()).isEqualTo(2);
    }

    @Test
    void whatWasDeletedOrFoundDamagedIsNotDue() {
        ContentHash deleted = proved(1, NOW.minus(DAY.multipliedBy(2)));
        ContentHash damaged = proved(2, NOW.minus(DAY.multipliedBy(2)));
        store.database.writing(tx -> {
            tx.assets().bury(deleted, "user", NOW);
            tx.copies().markFailed(damaged, "nas", "rotten", NOW);
        });
        assertThat(due(10)).isEmpty();
        assertThat(allDue()).isEqualTo(Amount.NONE);
    }

    private LibraryFileRow file(String path, int n, @Nullable Instant read) {
        ContentHash hash = store.asset(n, 10);
        store.file(path, hash, LocalState.PRESENT);
        LibraryFileRow row = row(path);
        LibraryFileRow dated = new LibraryFileRow(
                row.libraryId(),
                row.machineId(),
                row.path(),
                row.folder(),
                row.hash(),
                row.sizeBytes(),
                row.modifiedNs(),
                row.changedNs(),
                row.fileKey(),
                row.state(),
                row.settled(),
                read,
                null,
                null,
                null);
        put(dated);
        return dated;
    }

    private LibraryFileRow row(String path) {
        return store.database
                .read(tx -> tx.files().find(StoreFixture.LIBRARY, MACHINE, path))
                .orElseThrow();
    }

    private void put(LibraryFileRow row) {
        store.database.writing(tx -> tx.files().put(List.of(row)));
    }

    private List<String> unread(UnreadFiles which, @Nullable LibraryFileRow after, int limit) {
        return store.database.read(tx -> tx.files().longestUnread(which, after, limit)).stream()
                .map(LibraryFileRow::path)
                .toList();
    }

    @Test
    void filesComeByTheTimeOfTheirLastReadAndThoseNeverReadFirst() {
        file("b/old.mp4", 1, NOW.minus(DAY.multipliedBy(3)));
        file("a/old.mp4", 2, NOW.minus(DAY.multipliedBy(3)));
        file("older.mp4", 3, NOW.minus(DAY.multipliedBy(4)));
        file("never.mp4", 4, null);
        file("young.mp4", 5, NOW.minus(DAY));
        UnreadFiles all = UnreadFiles.of(MACHINE, NOW.minus(DAY));
        assertThat(unread(all, null, 10)).containsExactly("never.mp4", "older.mp4", "a/old.mp4", "b/old.mp4");
        assertThat(unread(all, null, 2)).containsExactly("never.mp4", "older.mp4");
        assertThat(unread(all, row("older.mp4"), 10)).containsExactly("a/old.mp4", "b/old.mp4");
        assertThat(unread(all, row("a/old.mp4"), 10)).containsExactly("b/old.mp4");
        assertThat(unread(all, row("never.mp4"), 1)).containsExactly("older.mp4");
        assertThat(unread(new UnreadFiles(MACHINE, StoreFixture.LIBRARY, "a", NOW), null, 10))
                .containsExactly("a/old.mp4");
        assertThat(unread(new UnreadFiles(MACHINE, StoreFixture.LIBRARY, "never.mp4", NOW), null, 10))
                .containsExactly("never.mp4");
        assertThat(unread(new UnreadFiles(MACHINE, "other", "", NOW), null, 10)).isEmpty();
        assertThat(unread(UnreadFiles.of("other", NOW), null, 10)).isEmpty();
        Amount of = store.database.read(tx -> tx.files().unread(all, Long.MAX_VALUE));
        assertThat(of).isEqualTo(new Amount(4, 40));
        Amount few = store.database.read(tx -> tx.files().unread(all, 3));
        assertThat(few).isEqualTo(new Amount(3, 30));
        ReadFigures figures = store.database.read(tx -> tx.files().readFigures(MACHINE, NOW.minus(DAY)));
        assertThat(figures).isEqualTo(new ReadFigures(5, 1));
    }

    @Test
    void whatCannotBeComparedIsLeftOut() {
        Instant longAgo = NOW.minus(DAY.multipliedBy(9));
        put(file("unsettled.mp4", 1, longAgo).unsettled());
        put(file("deleted.mp4", 2, longAgo).deleted(NOW));
        put(file("freed.mp4", 3, longAgo).withState(LocalState.FREED));
        assertThat(unread(UnreadFiles.of(MACHINE, NOW), null, 10)).isEmpty();
        ReadFigures figures = store.database.read(tx -> tx.files().readFigures(MACHINE, NOW));
        assertThat(figures).isEqualTo(new ReadFigures(0, 0));
        long unsettled = store.database.read(tx -> tx.files().unsettled(UnreadFiles.of(MACHINE, NOW)));
        assertThat(unsettled).isEqualTo(1);
    }

    @Test
    void aReadIsNotedOnlyOfTheFileThatWasRead() {
        Instant longAgo = NOW.minus(DAY.multipliedBy(9));
        LibraryFileRow same = file("same.mp4", 1, longAgo);
        LibraryFileRow written = file("written.mp4", 2, longAgo);
        put(written.present(2, 2, null));
        store.database.writing(tx -> tx.files().noteRead(List.of(same, written), NOW));
        assertThat(row("same.mp4").hashedAt()).isEqualTo(NOW);
        assertThat(row("written.mp4").hashedAt()).isEqualTo(longAgo);
    }
}
