package breakdex.sync.store;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.FailureDomain;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class SyncOperationsDaoTest {
    @Parameter
    private TestDatabase kind = TestDatabase.SQLITE;

    private static final Instant NOW = StoreFixture.NOW;
    private static final Claimant ME = new Claimant("worker", StoreFixture.MACHINE);
    private static final Instant LEASE = NOW.plus(Duration.ofMinutes(5));

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

    private void enqueue(int n, OperationType type, long priority, Instant at) {
        ContentHash hash = store.asset(n, 100);
        store.database.writing(tx -> tx.operations()
                .enqueue(List.of(new NewOperation(type.text() + n, hash, "nas", type, priority, 100, "")), at));
    }

    private List<SyncOperation> claim(int limit, Instant at) {
        return store.database.write(tx -> tx.operations()
                .claim("nas", EnumSet.allOf(OperationType.class), ME, limit, at, at.plus(Duration.ofMinutes(5))));
    }

    private SyncOperation find(String id) {
        return store.database.read(tx -> tx.operations().find(id)).orElseThrow();
    }

    @Test
    void higherPriorityGoesFirstAndOlderFirstWithinOne() {
        enqueue(1, OperationType.UPLOAD, 0, NOW);
        enqueue(2, OperationType.UPLOAD, 0, NOW.minusSeconds(10));
        enqueue(3, OperationType.UPLOAD, 9, NOW.plusSeconds(10));
        assertThat(claim(10, NOW.plusSeconds(20)))
                .extracting(SyncOperation::id)
                .containsExactly("upload3", "upload2", "upload1");
    }

    @Test
    void aClaimTakesNoMoreThanItsLimitAndNothingTwice() {
        for (int n = 1; n <= 5; n++) {
            enqueue(n, OperationType.UPLOAD, 0, NOW);
        }
        assertThat(claim(3, NOW)).hasSize(3);
        assertThat(claim(3, NOW)).hasSize(2);
        assertThat(claim(3, NOW)).isEmpty();
    }

    @Test
    void oneOpenRowForEachAssetProviderAndType() {
        enqueue(1, OperationType.UPLOAD, 0, NOW);
        int again = store.database.write(tx -> tx.operations()
                .enqueue(
                        List.of(new NewOperation(
                                "other", StoreFixture.hash(1), "nas", OperationType.UPLOAD, 5, 100, "")),
                        NOW));
        assertThat(again).isZero();
    }

    @Test
    void twoOperationsOfOneAssetAreNeverInProgressTogether() {
        enqueue(1, OperationType.UPLOAD, 0, NOW);
        enqueue(1, OperationType.VERIFY, 3, NOW);
        List<SyncOperation> first = claim(10, NOW);
        assertThat(first).extracting(SyncOperation::type).containsExactly(OperationType.VERIFY);
        assertThat(claim(10, NOW)).isEmpty();
        assertThat(store.database.<List<SyncOperation>>write(
                        tx -> tx.operations().complete(List.of(first.get(0)), "worker", NOW)))
                .hasSize(1);
        assertThat(claim(10, NOW)).extracting(SyncOperation::type).containsExactly(OperationType.UPLOAD);
    }

    @Test
    void theOlderOfAnAssetsOperationsGoesFirstAmongEqualPriorities() {
        enqueue(1, OperationType.UPLOAD, 0, NOW);
        enqueue(1, OperationType.VERIFY, 0, NOW.minusSeconds(10));
        assertThat(claim(10, NOW)).extracting(SyncOperation::type).containsExactly(OperationType.VERIFY);
    }

    @Test
    void aFailedRowWaitsForItsTimeAndThenRunsAgain() {
        enqueue(1, OperationType.UPLOAD, 0, NOW);
        SyncOperation claimed = claim(1, NOW).get(0);
        store.database.writing(
                tx -> tx.operations().fail(claimed, "worker", 1, "UNEXPECTED", "odd", NOW.plusSeconds(5)));
        assertThat(claim(1, NOW.plusSeconds(4))).isEmpty();
        assertThat(find("upload1").status()).isEqualTo(OperationStatus.FAILED);
        assertThat(claim(1, NOW.plusSeconds(5))).hasSize(1);
    }

    @Test
    void aDueTimeBeyondItsMaximumIsVoid() {
        enqueue(1, OperationType.UPLOAD, 0, NOW);
        SyncOperation claimed = claim(1, NOW).get(0);
        store.database.writing(
                tx -> tx.operations().fail(claimed, "worker", 1, "UNEXPECTED", "odd", NOW.plus(Duration.ofDays(365))));
        assertThat(claim(1, NOW)).hasSize(1);
    }

    @Test
    void aPermanentlyFailedRowStaysUntilAPersonRetriesIt() {
        enqueue(1, OperationType.UPLOAD, 0, NOW);
        SyncOperation claimed = claim(1, NOW).get(0);
        store.database.writing(tx -> tx.operations().fail(claimed, "worker", 99, "REFUSED", "too large", null));
        assertThat(find("upload1").retryCount()).isEqualTo(3);
        assertThat(find("upload1").isPermanentlyFailed()).isTrue();
        assertThat(claim(1, NOW.plus(Duration.ofDays(1)))).isEmpty();
        store.database.writing(tx -> tx.operations().retry("upload1"));
        assertThat(claim(1, NOW)).hasSize(1);
    }

    @Test
    void whatFailedForGoodComesBackWhenItsPlaceWasSetAnewUnlessAPersonCancelledIt() {
        enqueue(1, OperationType.UPLOAD, 0, NOW);
        enqueue(2, OperationType.UPLOAD, 0, NOW);
        SyncOperation claimed = claim(1, NOW).get(0);
        store.database.writing(tx -> tx.operations().fail(claimed, "worker", 99, "REFUSED", "too large", null));
        store.database.writing(tx -> tx.operations().cancel("upload2"));
        store.database.writing(tx -> tx.operations().revive("nas"));
        assertThat(claim(5, NOW)).extracting(SyncOperation::id).containsExactly("upload1");
    }

    @Test
    void whatAPersonWishesAfterCancellingItIsNotCancelledAnyMore() {
        enqueue(1, OperationType.UPLOAD, 0, NOW);
        store.database.writing(tx -> {
            tx.operations().cancel("upload1");
            tx.operations().urge(StoreFixture.hash(1), "nas", OperationType.UPLOAD, 5);
        });
        assertThat(find("upload1").fault()).isNull();
        assertThat(store.database.<List<QueueFigure>>read(tx -> tx.operations().figures()))
                .extracting(QueueFigure::operations)
                .containsExactly(1L);
    }

    @Test
    void aWorkerThatLostItsLeaseCannotCommitOverItsSuccessor() {
        enqueue(1, OperationType.UPLOAD, 0, NOW);
        SyncOperation stale = claim(1, NOW).get(0);
        store.database.writing(
                tx -> tx.operations().giveBackOfTheDead(List.of(), LEASE.plusSeconds(1), LEASE.plusSeconds(1)));
        SyncOperation fresh = claim(1, LEASE.plusSeconds(1)).get(0);
        assertThat(store.database.<List<SyncOperation>>write(
                        tx -> tx.operations().complete(List.of(stale), "worker", NOW)))
                .isEmpty();
        assertThat(store.database.<List<SyncOperation>>write(
                        tx -> tx.operations().complete(List.of(fresh), "worker", NOW)))
                .containsExactly(fresh);
    }

    @Test
    void whatADeadWorkerHeldComesBackWithoutCostingARetry() {
        enqueue(1, OperationType.UPLOAD, 0, NOW);
        claim(1, NOW);
        assertThat(store.database.<Integer>write(tx -> tx.operations().giveBackOfTheDead(List.of(), NOW, LEASE)))
                .isZero();
        assertThat(store.database.<Integer>write(
                        tx -> tx.operations().giveBackOfTheDead(List.of("worker"), NOW, LEASE)))
                .isEqualTo(1);
        assertThat(find("upload1").retryCount()).isZero();
        assertThat(find("upload1").status()).isEqualTo(OperationStatus.QUEUED);
    }

    private void killTenWorkersAndPark() {
        for (int death = 0; death < 10; death++) {
            claim(1, NOW);
            store.database.writing(tx -> tx.operations().giveBackOfTheDead(List.of("worker"), NOW, LEASE));
        }
        store.database.writing(tx -> tx.operations().parkPoison(10));
    }

    @Test
    void anOperationOverWhichWorkersDieAgainAndAgainIsParked() {
        enqueue(1, OperationType.UPLOAD, 0, NOW);
        killTenWorkersAndPark();
        assertThat(find("upload1").isPermanentlyFailed()).isTrue();
        assertThat(find("upload1").errorMessage()).contains("10 times");
    }

    @Test
    void whatWasParkedAndIsWishedIsNotParkedAgainBeforeAnotherWorkerDied() {
        enqueue(1, OperationType.UPLOAD, 0, NOW);
        killTenWorkersAndPark();
        store.database.writing(tx -> {
            tx.operations().urge(StoreFixture.hash(1), "nas", OperationType.UPLOAD, 5);
            tx.operations().parkPoison(10);
        });
        assertThat(find("upload1").status()).isEqualTo(OperationStatus.QUEUED);
    }

    @Test
    void whatIsParkedIsNotDueAgain() {
        enqueue(1, OperationType.UPLOAD, 0, NOW);
        SyncOperation claimed = claim(1, NOW).get(0);
        store.database.writing(tx -> tx.operations().fail(claimed, "worker", 1, "UNEXPECTED", "odd", NOW));
        killTenWorkersAndPark();
        assertThat(find("upload1").nextAttemptAt()).isNull();
    }

    @Test
    void progressRemembersTheFurthestOffset() {
        enqueue(1, OperationType.UPLOAD, 0, NOW);
        SyncOperation claimed = claim(1, NOW).get(0);
        store.database.writing(tx -> tx.operations().progress(claimed, "worker", 60));
        store.database.writing(tx -> tx.operations().progress(claimed, "worker", 20));
        assertThat(find("upload1").bytesTransferred()).isEqualTo(20);
        assertThat(find("upload1").furthestOffset()).isEqualTo(60);
    }

    @Test
    void theDocumentsIndexesAndColumnsAreThere() {
        boolean sqlite = kind == TestDatabase.SQLITE;
        String number = sqlite ? " int" : " bigint";
        String time = sqlite ? " datetime" : " timestamp with time zone";
        assertThat(strings(
                        sqlite
                                ? "select lower(name || ' ' || type) from pragma_table_info('sync_operations') limit 14"
                                : "select column_name || ' ' || data_type from information_schema.columns"
                                        + " where table_name = 'sync_operations' order by ordinal_position limit 14"))
                .containsExactly(
                        "id text",
                        "content_hash text",
                        "provider_id text",
                        "operation_type text",
                        "status text",
                        "priority" + number,
                        "retry_count" + number,
                        "max_retries" + number,
                        "error_message text",
                        "bytes_transferred" + number,
                        "total_bytes" + number,
                        "created_at" + time,
                        "started_at" + time,
                        "completed_at" + time);
        assertThat(strings(
                        sqlite
                                ? "select name from pragma_index_info('idx_sync_operations_status')"
                                : "select a.attname from pg_attribute a"
                                        + " where a.attrelid = 'idx_sync_operations_status'::regclass"
                                        + " order by a.attnum"))
                .containsExactly("status", "priority");
    }

    private List<String> strings(String sql) {
        return store.database.read(tx -> Rows.list(tx.handle(), sql, Columns::text));
    }

    @Test
    void aClaimAmongManyReadsOnlyTheHeadsOfTheQueue() {
        String claim = SyncOperationsDao.claimOf(List.of(OperationType.UPLOAD), dialect())
                .replaceAll(":(now|tooFar|lease)", "'2026-01-01'")
                .replaceAll(":(limit|most)", "5")
                .replaceAll(":\\w+", "'x'");
        String heads = String.join("\n", store.plan(claim));
        assertThat(heads.split("idx_sync_operations_claim", -1)).hasSize(3);
        assertThat(heads.split("idx_sync_operations_retry", -1)).hasSize(2);
    }

    /** By what is in progress, all that workers hold would be looked at for each, and all that they did since. */
    @Test
    void whatIsHeldIsFoundByItsId() {
        String held = "update sync_operations set vanished_count = 0" + SyncOperationsDao.HELD;
        String byId = "sqlite_autoindex_sync_operations_1 \\(id=|using sync_operations_pkey";
        assertThat(String.join("\n", store.plan(held, "id", "worker", 1))).containsPattern(byId);
        String ending = SyncOperationsDao.endingOf(dialect());
        assertThat(String.join("\n", store.plan(ending, "2026-01-01", "{\"id\":1}", "worker")))
                .containsPattern(byId);
    }

    private Dialect dialect() {
        return kind == TestDatabase.SQLITE ? Dialect.SQLITE : Dialect.POSTGRESQL;
    }
}
