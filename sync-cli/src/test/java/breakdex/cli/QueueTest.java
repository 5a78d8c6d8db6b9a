package breakdex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.cli.Cli.Said;
import breakdex.sync.config.EngineFactory;
import breakdex.sync.config.HomeDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ops} on a real queue: two uploads that wait for places that are away, and what was done before. */
final class QueueTest {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    @TempDir
    Path folder;

    private final JsonPage page = new JsonPage();
    private Cli cli = Cli.withoutEngine(Path.of(""));

    @BeforeEach
    void queue() throws IOException {
        folder = folder.toRealPath();
        cli = new Cli(folder.resolve("home"), EngineFactory::open);
        Path videos = Files.createDirectory(folder.resolve("videos"));
        Files.writeString(videos.resolve("battle.mp4"), "battle");
        assertThat(cli.call(
                                "backup",
                                videos.toString(),
                                "--to",
                                "a=" + folder.resolve("a"),
                                "--to",
                                "b=" + folder.resolve("b"),
                                "--domain",
                                "a=disk-a",
                                "--domain",
                                "b=disk-b")
                        .code())
                .isZero();
        Files.move(folder.resolve("a"), folder.resolve("a-away"));
        Files.move(folder.resolve("b"), folder.resolve("b-away"));
        Files.writeString(videos.resolve("windmill.mp4"), "windmill");
        assertThat(cli.call("sync").code()).isEqualTo(6);
    }

    private List<String> ids(String... arguments) {
        return ID.matcher(list(arguments)).results().map(MatchResult::group).toList();
    }

    private String list(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "ops";
        all[1] = "list";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        Said said = cli.call(all);
        assertThat(said.code()).as(said.err()).isZero();
        return said.out();
    }

    private void breakIt(String id) {
        Path file = folder.resolve("home").resolve(HomeDatabase.FILE);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("pragma ignore_check_constraints = on");
            statement.execute("update sync_operations set retry_count = -1 where id = '" + id + "'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatWaitsStandsWithItsId() {
        String id = ids("--provider", "a").get(0);
        assertThat(list("--provider", "a")).isEqualTo("""
                        Waiting (pending_in_queue)
                          %s  upload   a  windmill.mp4  8 B
                        """.formatted(id));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 2",
        "--state queued, 2",
        "--state queued --state failed, 2",
        "--state queued --provider a, 1",
        "--provider a --provider b, 2",
        "--type upload, 2",
        "--type upload --type verify --provider b, 1",
        "--limit 1, 1",
        "--limit 2, 2",
        "--limit 99999999999, 2",
        "--limit 1 --all, 1",
        "--state failed, 0",
        "--state in-progress, 0",
        "--state retry, 0",
        "--state cancelled, 0",
        "--type verify, 0",
        "--type delete_remote, 0"
    })
    void filtersNarrowThePageAndTheDocumentAlike(String options, int found) {
        String[] arguments = options.isEmpty() ? new String[0] : options.split(" ");
        assertThat(ids(arguments)).hasSize(found);
        String document = list((options + " --json").strip().split(" "));
        page.holds("ops list", document);
        assertThat(Pattern.compile("\"operationType\"").matcher(document).results())
                .hasSize(found);
    }

    @Test
    void whatIsDoneIsShownWhenItIsAskedFor() {
        assertThat(list("--state", "completed", "--provider", "a", "--type", "upload"))
                .isEqualTo("Done or cancelled\n  upload   a  battle.mp4  completed\n");
    }

    @Test
    void whereNothingFitsOrMoreIsLeftItIsSaid() {
        assertThat(list("--state", "failed")).isEqualTo("No operation is such.\n");
        assertThat(list("--limit", "1"))
                .endsWith("\n\nThere are more; `breakdex ops list --all` shows up to 10,000.\n");
        assertThat(list("--limit", "1", "--json")).contains("\"more\" : true");
        assertThat(list("--limit", "2", "--json")).contains("\"more\" : false");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--state nonsense | There is no state nonsense. Known are queued, in-progress, retry, failed,"
                        + " cancelled, completed.",
                "--state queued --state in_progress | There is no state in_progress. Known are queued, in-progress,"
                        + " retry, failed, cancelled, completed.",
                "--type polish | There is no type polish. Known are upload, download, verify, delete_remote.",
                "--provider zz | There is no place zz. Known are a, b.",
                "--limit 0 | --limit is a number from 1 upwards, not 0.",
                "--limit -3 | --limit is a number from 1 upwards, not -3.",
                "--limit many | --limit is a number from 1 upwards, not many.",
                "--limit 1.5 | --limit is a number from 1 upwards, not 1.5."
            })
    void whatIsUnknownIsRefusedWithOneSentence(String example) {
        String[] parts = example.split(" \\| ");
        Said said = cli.call(("ops list " + parts[0]).split(" "));
        assertThat(said).isEqualTo(new Said(2, "", parts[1] + "\n"));
    }

    @Test
    void onAnEmptyHomeAWrongFilterIsStillWrong() {
        Cli empty = Cli.withoutEngine(folder.resolve("nothing-here"));
        assertThat(empty.call("ops", "list", "--state", "nonsense").code()).isEqualTo(2);
        assertThat(empty.call("ops", "list", "--state", "failed").code()).isEqualTo(5);
    }

    @Test
    void whatWasCancelledIsFoundAndTriedAgain() {
        String id = ids("--provider", "a").get(0);
        assertThat(cli.call("ops", "cancel", id, id).out()).isEqualTo("Cancelled 1 operation.\n");
        assertThat(list("--state", "cancelled")).contains(id + "  upload   a  windmill.mp4  cancelled by you");
        assertThat(ids("--state", "queued")).hasSize(1);
        assertThat(cli.call("ops", "retry", "--all", "-n").out()).startsWith("Would queue 1 operation again.");
        assertThat(cli.call("ops", "retry", id).out()).startsWith("Queued 1 operation again.");
        assertThat(ids("--state", "queued")).hasSize(2);
    }

    @Test
    void aBrokenOneStandsAtTheTopAndACancelRemovesIt() {
        String id = ids("--provider", "a").get(0);
        breakIt(id);
        assertThat(list("--state", "completed", "--provider", "b"))
                .startsWith("error: Operation " + id + " breaks the rules of the queue, so nobody takes it up: its"
                        + " retry_count is -1, which is not between 0 and 1,000,000. Take it out with breakdex ops"
                        + " cancel " + id
                        + ", then run breakdex sync, which queues again what is still to be done.\n\n")
                .contains("Done or cancelled");
        page.holds("ops list", list("--json"));
        assertThat(list("--json")).contains("\"kind\" : \"operation-broken\"");
        Said status = cli.call("status");
        assertThat(status.code()).isZero();
        assertThat(status.out()).contains("error: Operation " + id + " breaks the rules");
        page.holds("status", cli.call("status", "--json").out());
        assertThat(cli.call("doctor").out()).contains("FAILED  home: the queue keeps to its rules - Operation " + id);

        Said retried = cli.call("ops", "retry", id);
        assertThat(retried.code()).isEqualTo(2);
        assertThat(retried.err()).hasLineCount(1).contains("breaks the rules", "ops cancel " + id);
        assertThat(cli.call("ops", "cancel", id, "-n").out()).contains("would be removed");
        page.holds("ops cancel", cli.call("ops", "cancel", id, "-n", "--json").out());
        assertThat(cli.call("ops", "cancel", id).out()).isEqualTo("""
                        Cancelled 1 operation.
                        Operation %s was removed, since it broke the rules of the queue; \
                        `breakdex sync` queues again what is still to be done.
                        """.formatted(id));
        assertThat(cli.call("ops", "cancel", id).code()).isEqualTo(2);
        assertThat(list()).doesNotContain("error").doesNotContain(id);
        assertThat(cli.call("sync").code()).isEqualTo(6);
        assertThat(ids()).hasSize(2);
    }

    @Test
    void aBrokenOneAloneIsNotAnEmptyQueue() {
        ids().forEach(this::breakIt);
        assertThat(list()).startsWith("error: ").doesNotContain("empty");
        Said worker = cli.call("worker", "--until-done");
        assertThat(worker.code()).isEqualTo(6);
        assertThat(worker.out()).contains("breaks the rules of the queue", "2 operations left");
    }
}
