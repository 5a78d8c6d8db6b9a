package breakdex.sync;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.Protection;
import breakdex.sync.event.Finding;
import breakdex.sync.store.Database;
import breakdex.sync.store.NewOperation;
import breakdex.sync.store.OperationFilter;
import breakdex.sync.store.OperationType;
import breakdex.sync.store.PastTheChecks;
import breakdex.sync.store.StatusDao.Amount;
import breakdex.sync.store.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows of the queue that break its rules are told to a person by every verb, and stop none. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class BrokenOperationsTest {
    private static final String KIND = "operation-broken";

    @Parameter
    private TestDatabase kind = TestDatabase.SQLITE;

    @TempDir
    Path root;

    private EngineWorld world;
    private Path clip = Path.of("");

    @BeforeEach
    void open() throws Exception {
        world = new EngineWorld(root, kind);
        clip = world.video("a.mp4", "one");
        world.connect("a", "b");
        assertThat(world.sync().outcome()).isEqualTo(Outcome.DONE);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void enqueue(String id, String place, OperationType type) {
        ContentHash hash = world.engine().why(clip.toString()).asset().hash();
        try (Database database = world.database()) {
            String provider = database.read(tx -> tx.providers().byName(place))
                    .orElseThrow()
                    .id();
            NewOperation operation = new NewOperation(id, hash, provider, type, 1, 3, NewOperation.ANYWHERE);
            database.writing(tx -> tx.operations().enqueue(List.of(operation), tx.now()));
        }
    }

    private void breakIt(String id, String set) {
        PastTheChecks.run(world.address, "update sync_operations set " + set + " where id = '" + id + "'");
    }

    private void one() {
        enqueue("op", "b", OperationType.VERIFY);
        breakIt("op", "retry_count = -1");
    }

    /** One of each kind. */
    private void seven() {
        String noTime = kind == TestDatabase.SQLITE ? "'yesterday'" : "'infinity'";
        List<String> breaches = List.of(
                "retry_count = 9",
                "priority = 2000000",
                "status = 'paused'",
                "operation_type = 'polish'",
                "content_hash = 'xyz'",
                "provider_id = 'gone'",
                "created_at = " + noTime);
        int n = 0;
        for (OperationType type : OperationType.values()) {
            for (String place : n < 6 ? List.of("a", "b") : List.of("a")) {
                enqueue("op" + n, place, type);
                breakIt("op" + n, breaches.get(n));
                n++;
            }
        }
    }

    private static List<String> broken(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.kind().equals(KIND))
                .map(Finding::subject)
                .toList();
    }

    private static String[] names() {
        return IntStream.range(0, 7).mapToObj(n -> "op" + n).toArray(String[]::new);
    }

    @Test
    void aRunGoesOnAndNamesThem() throws Exception {
        seven();
        world.video("b.mp4", "two");
        SyncReport report = world.sync();
        assertThat(report.copiesMade()).isEqualTo(2);
        assertThat(report.protection()).containsEntry(Protection.PROTECTED, new Amount(2, 6));
        assertThat(broken(report.findings())).containsExactly(names());
        assertThat(report.outcome()).isEqualTo(Outcome.INCOMPLETE);
    }

    @Test
    void whatIsSaidNamesTheRowTheBreachAndTheWayOut() {
        one();
        assertThat(world.engine().broken())
                .containsExactly(Finding.error(
                        KIND,
                        "op",
                        "Operation op breaks the rules of the queue, so nobody takes it up: its retry_count is -1,"
                                + " which is not between 0 and 1,000,000.",
                        "Take it out with breakdex ops cancel op, then run breakdex sync, which queues again what is"
                                + " still to be done."));
        assertThat(world.engine().broken("op")).isPresent();
        assertThat(world.engine().broken("another")).isEmpty();
    }

    @Test
    void whoLooksSeesThemApartFromTheQueue() throws Exception {
        seven();
        SyncState state = world.engine().state();
        assertThat(broken(state.findings())).containsExactly(names());
        assertThat(world.engine().operations(OperationFilter.open(100))).isEmpty();
        assertThat(world.engine().operation("op1")).isEmpty();
        assertThat(world.engine().why(clip.toString()).operations())
                .extracting(view -> view.operation().id())
                .doesNotContain(names());
        assertThat(world.engine().doctor().lines())
                .filteredOn(line -> line.check().equals("the queue keeps to its rules"))
                .singleElement()
                .matches(line -> !line.passed() && line.detail().contains("Operation op0 breaks the rules"));
    }

    @Test
    void aWorkerNamesThemAndComesToItsEnd() throws Exception {
        seven();
        WorkReport report = world.engine().work(new WorkRequest(true, false));
        assertThat(broken(report.findings())).containsExactly(names());
        assertThat(report.outcome()).isEqualTo(Outcome.INCOMPLETE);
        assertThat(report.left()).isEqualTo(7);
    }

    @Test
    void onceTheyAreCancelledAllIsWell() throws Exception {
        seven();
        for (String name : names()) {
            assertThat(world.engine().cancel(name)).isEqualTo(Cancellation.REMOVED);
            assertThat(world.engine().cancel(name)).isEqualTo(Cancellation.NOT_WAITING);
        }
        SyncReport report = world.sync();
        assertThat(report.findings()).isEmpty();
        assertThat(report.outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void aSoundOneIsCancelledAsEver() {
        one();
        enqueue("sound", "a", OperationType.VERIFY);
        assertThat(world.engine().cancel("sound")).isEqualTo(Cancellation.CANCELLED);
        assertThat(world.engine().operation("sound")).isPresent();
    }

    @Test
    void aLookAtACopyThatABrokenRowBarsIsNoSuccess() throws Exception {
        one();
        VerifyReport report = world.engine().verify(new VerifyRequest(List.of(clip), false));
        assertThat(report.proved()).isEqualTo(1);
        assertThat(broken(report.findings())).containsExactly("op");
        assertThat(report.outcome()).isEqualTo(Outcome.INCOMPLETE);
    }

    @Test
    void aRestoreThatABrokenRowBarsSaysSo() throws Exception {
        enqueue("op", "a", OperationType.DOWNLOAD);
        enqueue("op2", "b", OperationType.DOWNLOAD);
        breakIt("op", "retry_count = -1");
        breakIt("op2", "retry_count = -1");
        Files.delete(clip);
        RestoreReport report = world.engine().restore(new RestoreRequest(List.of(clip), false, null, false));
        assertThat(report.restored()).isZero();
        assertThat(broken(report.failed())).containsExactly("op", "op2");
    }
}
