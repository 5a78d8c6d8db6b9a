package breakdex.sync.store;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.asset.FailureDomain;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows that break the rules are named, and are in nobody's way, though the table's checks forbid to change them. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class OperationRuleTest {
    private static final Instant NOW = StoreFixture.NOW;
    private static final Instant LEASE = NOW.plus(Duration.ofMinutes(5));
    private static final Claimant ME = new Claimant("worker", StoreFixture.MACHINE);
    private static final OperationFilter ALL =
            OperationFilter.of(EnumSet.allOf(OperationState.class), Integer.MAX_VALUE);

    /** Two that wait among the broken ones, with a number each. */
    private static final List<String> SOUND = List.of("verify900", "verify901");

    @Parameter
    private TestDatabase kind = TestDatabase.SQLITE;

    @TempDir
    Path home;

    private StoreFixture store;

    @BeforeEach
    void open() {
        store = new StoreFixture(home, kind);
        store.provider("nas", new FailureDomain("disk:nas", false));
        for (int n = 0; n < breaches().size(); n++) {
            enqueue(n);
        }
        enqueue(900);
        enqueue(901);
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** Ways to break a row, as in an update, and what is then said of it. */
    private Map<String, String> breaches() {
        Map<String, String> breaches = new TreeMap<>();
        breaches.put("operation_type = 'polish'", "polish, which is none of upload, download, verify, delete_remote");
        breaches.put("status = 'paused'", "paused, which is none of queued, in_progress, completed, failed");
        breaches.put("priority = 1000001", "its priority is 1000001, which is not between -1,000,000 and 1,000,000");
        breaches.put("priority = -1000001", "its priority is -1000001");
        breaches.put("retry_count = -1", "its retry_count is -1, which is not between 0 and 1,000,000");
        breaches.put("retry_count = 4", "its retry_count is 4, which is more than its max_retries");
        breaches.put("max_retries = -1", "its max_retries is -1");
        breaches.put("bytes_transferred = -1", "its bytes_transferred is -1");
        breaches.put("total_bytes = -1", "its total_bytes is -1");
        breaches.put("total_bytes = 9223372036854775807", "9223372036854775807, which is not between 0 and 2^50");
        breaches.put("furthest_offset = -1", "its furthest_offset is -1");
        breaches.put("vanished_count = 9000000000", "its vanished_count is 9000000000");
        breaches.put("fence = 9223372036854775807", "its fence is 9223372036854775807");
        breaches.put("content_hash = 'xyz'", "its content_hash is xyz, which is no content that we know");
        breaches.put("content_hash = ''", "its content_hash is empty");
        breaches.put("content_hash = '" + "f".repeat(64) + "'", "f, which is no content that we know");
        breaches.put("provider_id = 'gone'", "its provider_id is gone, which is no place that we know");
        if (kind == TestDatabase.SQLITE) {
            breaches.put("created_at = 'yesterday'", "its created_at is yesterday, which is no time that can be read");
            breaches.put("created_at = 17", "its created_at is 17");
            breaches.put("next_attempt_at = '2026-02-30T00:00:00.000Z'", "its next_attempt_at is 2026-02-30T");
            breaches.put("priority = 'much'", "its priority is much");
            breaches.put("max_retries = 'many'", "its max_retries is many");
        } else {
            breaches.put("created_at = 'infinity'", "its created_at is infinity, which is no time that can be read");
            breaches.put("next_attempt_at = '-infinity'", "its next_attempt_at is -infinity");
        }
        return breaches;
    }

    private static NewOperation verify(int n) {
        return new NewOperation(
                "verify" + n, StoreFixture.hash(n), "nas", OperationType.VERIFY, 0, 100, NewOperation.ANYWHERE);
    }

    private void enqueue(int n) {
        store.asset(n, 100);
        store.database.writing(tx -> tx.operations().enqueue(List.of(verify(n)), NOW));
    }

    /** @param further set in those rows too, with a comma in front */
    private void breakThem(String further) {
        List<String> updates = new ArrayList<>();
        breaches().keySet().forEach(set -> {
            String also = set.startsWith("status") ? "" : further;
            updates.add("update sync_operations set " + set + also + " where id = 'verify" + updates.size() + "'");
        });
        PastTheChecks.run(store.address, updates.toArray(String[]::new));
    }

    private <T> T queue(Function<SyncOperationsDao, T> work) {
        return store.database.write(tx -> work.apply(tx.operations()));
    }

    private List<SyncOperation> claim() {
        return queue(queue -> queue.claim("nas", EnumSet.allOf(OperationType.class), ME, 100, NOW, LEASE));
    }

    private List<BrokenOperation> broken(@Nullable String id) {
        return queue(queue -> queue.broken(id, 1000));
    }

    @Test
    void eachIsNamedWithWhatBreaksTheRules() {
        assertThat(broken(null)).isEmpty();
        breakThem("");
        int n = 0;
        for (String words : breaches().values()) {
            List<BrokenOperation> one = broken("verify" + n++);
            assertThat(one).as(words).hasSize(1);
            assertThat(String.join("; ", one.get(0).breaches())).contains(words);
        }
        assertThat(broken(null))
                .extracting(BrokenOperation::id)
                .hasSize(n)
                .doesNotContainAnyElementsOf(SOUND)
                .doesNotHaveDuplicates();
        assertThat(broken("verify900")).isEmpty();
    }

    @Test
    void nobodyTripsOverThem() {
        breakThem("");
        List<SyncOperation> listed = queue(queue -> queue.list(ALL, List.of(), NOW));
        assertThat(listed).extracting(SyncOperation::id).containsExactlyElementsOf(SOUND);
        List<QueueFigure> figures = queue(SyncOperationsDao::figures);
        assertThat(figures).allMatch(figure -> figure.type() == OperationType.VERIFY);
        long open = queue(SyncOperationsDao::open);
        assertThat(open).isEqualTo(breaches().size() + SOUND.size());
        for (int n = 0; n < breaches().size(); n++) {
            int each = n;
            boolean found = queue(queue -> queue.find("verify" + each).isPresent());
            assertThat(found).isFalse();
            List<SyncOperation> ofAsset = queue(queue -> queue.ofAsset(StoreFixture.hash(each), 10));
            assertThat(ofAsset).isEmpty();
        }
        assertThat(claim()).extracting(SyncOperation::id).containsExactlyElementsOf(SOUND);
    }

    @Test
    void aCancelRemovesThemAndNoOther() {
        breakThem("");
        for (int n = 0; n < breaches().size(); n++) {
            String id = "verify" + n;
            boolean cancelled = queue(queue -> queue.cancel(id));
            assertThat(cancelled).as(id).isFalse();
            boolean removed = queue(queue -> queue.removeBroken(id));
            assertThat(removed).as(id).isTrue();
            assertThat(broken(id)).isEmpty();
            int each = n;
            int anew = queue(queue -> queue.enqueue(List.of(verify(each)), NOW));
            assertThat(anew).as(id).isEqualTo(1);
        }
        boolean another = queue(queue -> queue.removeBroken("verify900"));
        assertThat(another).isFalse();
    }

    /** Where one statement changes many, one row that the checks hold fast must not stop it for all. */
    @Test
    void whatChangesManyPassesOverThem() {
        breakThem(", status = 'failed'");
        claim().forEach(each -> queue(queue -> queue.fail(each, "worker", 1, "UNEXPECTED", "odd", null)));
        int again = queue(queue -> queue.retry(null));
        assertThat(again).isEqualTo(SOUND.size());
        int one = queue(queue -> queue.retry("verify3"));
        assertThat(one).isZero();
        queue(queue -> queue.revive("nas"));
        queue(queue -> queue.parkPoison(0));
        queue(queue -> queue.retry(null));
        for (int n = 0; n < breaches().size(); n++) {
            int each = n;
            store.database.writing(tx -> tx.operations().urge(StoreFixture.hash(each), "nas", OperationType.VERIFY, 5));
        }
        assertThat(claim()).extracting(SyncOperation::id).containsExactlyElementsOf(SOUND);
    }

    @Test
    void whatBreaksWhileItIsHeldStopsNobody() {
        List<SyncOperation> held = claim();
        assertThat(held).hasSize(breaches().size() + SOUND.size());
        breakThem("");
        queue(queue -> queue.renew("worker", LEASE.plusSeconds(1)));
        held.forEach(each -> queue(queue -> queue.progress(each, "worker", 50)));
        List<SyncOperation> completed = queue(queue -> queue.complete(held.subList(0, 9), "worker", NOW));
        assertThat(completed).hasSizeLessThan(9);
        int back = queue(queue -> queue.giveBackOfTheDead(List.of("worker"), NOW, LEASE));
        assertThat(back).isGreaterThanOrEqualTo(SOUND.size());
        // What was written mended some.
        assertThat(claim()).extracting(SyncOperation::id).containsAll(SOUND);
    }

    /** Beside one in progress the table lets no second one be, so what follows it waits until a person took it out. */
    @Test
    void behindABrokenOneInProgressItsLikeWaits() {
        breakThem(", status = 'in_progress', claimed_by = 'w'");
        int n = List.copyOf(breaches().keySet()).indexOf("retry_count = -1");
        NewOperation upload = new NewOperation(
                "upload", StoreFixture.hash(n), "nas", OperationType.UPLOAD, 9, 100, NewOperation.ANYWHERE);
        queue(queue -> queue.enqueue(List.of(upload), NOW));
        assertThat(claim()).extracting(SyncOperation::id).containsExactlyElementsOf(SOUND);
        queue(queue -> queue.giveBackOfTheDead(List.of("w"), NOW, LEASE));
        assertThat(claim()).isEmpty();
        queue(queue -> queue.removeBroken("verify" + n));
        assertThat(claim()).extracting(SyncOperation::id).containsExactly("upload");
    }

    @Test
    void whatIsCompletedIsNoMatterOfThese() {
        breakThem(", status = 'completed'");
        assertThat(broken(null)).hasSize(1);
        List<SyncOperation> listed = queue(queue -> queue.list(ALL, List.of(), NOW));
        assertThat(listed).extracting(SyncOperation::id).containsExactlyElementsOf(SOUND);
    }

    @Test
    void aLongValueIsCut() {
        assertThat(OperationRule.STATUS.words("x".repeat(1000)))
                .hasSizeLessThan(200)
                .contains("x…");
    }
}
