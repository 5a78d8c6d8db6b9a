package breakdex.sync.store;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.asset.FailureDomain;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Completed rows go after their time, some at once; all others stay. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ForgetCompletedTest {
    private static final Instant NOW = StoreFixture.NOW;
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(40));
    private static final Instant BEFORE = NOW.minus(Duration.ofDays(30));

    /** Of ids that begin with a figure: more than those of long ago, less than those of now. */
    private static final String BELOW = "5";

    @Parameter
    private TestDatabase kind = TestDatabase.SQLITE;

    @TempDir
    Path home;

    private StoreFixture store;

    @BeforeEach
    void open() {
        store = new StoreFixture(home, kind);
        store.provider("nas", new FailureDomain("disk:nas", false));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void queued(String id, int n) {
        NewOperation upload =
                new NewOperation(id, store.asset(n, 100), "nas", OperationType.UPLOAD, 0, 100, NewOperation.ANYWHERE);
        store.database.writing(tx -> tx.operations().enqueue(List.of(upload), LONG_AGO));
    }

    private void completed(String id, int n, Instant at) {
        queued(id, n);
        Claimant me = new Claimant("worker", StoreFixture.MACHINE);
        store.database.writing(tx -> {
            List<SyncOperation> claimed =
                    tx.operations().claim("nas", Set.of(OperationType.UPLOAD), me, 1, at, at.plusSeconds(60));
            assertThat(claimed).extracting(SyncOperation::id).containsExactly(id);
            tx.operations().complete(claimed, "worker", at);
        });
    }

    private Optional<String> forget(String after, int limit) {
        return store.database.note(tx -> tx.operations().forgetCompleted(BEFORE, after, BELOW, limit));
    }

    private List<String> left() {
        return store.database.read(
                tx -> Rows.list(tx.handle(), "select id from sync_operations order by id", Columns::text));
    }

    @Test
    void theyGoInBatchesFromTheLowestIdUpwards() {
        IntStream.range(10, 17).forEach(n -> completed("1" + n, n, LONG_AGO));
        assertThat(forget("", 3)).contains("112");
        assertThat(left()).containsExactly("113", "114", "115", "116");
        assertThat(forget("112", 3)).contains("115");
        assertThat(forget("115", 3)).contains("116");
        assertThat(forget("116", 3)).isEmpty();
        assertThat(left()).isEmpty();
    }

    @Test
    void whatIsOpenOrYoungOrLaterStays() {
        completed("10", 10, LONG_AGO);
        completed("11-ended-lately", 11, BEFORE.plusSeconds(1));
        completed("70-a-late-id", 13, LONG_AGO);
        completed("14", 14, LONG_AGO);
        queued("12-waits", 12);
        assertThat(forget("", 100)).contains("14");
        assertThat(forget("14", 100)).isEmpty();
        assertThat(left()).containsExactly("11-ended-lately", "12-waits", "70-a-late-id");
    }

    @Test
    void aBatchBeginsBehindTheOneBefore() {
        completed("10", 10, LONG_AGO);
        completed("11", 11, LONG_AGO);
        assertThat(forget("10", 100)).contains("11");
        assertThat(left()).containsExactly("10");
    }

    /** By their status, all that ever completed would be looked at. */
    @Test
    void theyAreLookedForByThePrimaryKey() {
        List<String> plan = store.plan(SyncOperationsDao.FORGET, "", BELOW, BEFORE, 10);
        assertThat(String.join("\n", plan))
                .containsPattern("(id>\\? AND id<\\?)|(\\(id > .*\\) AND \\(id < )")
                .doesNotContain("idx_sync_operations_status");
    }
}
