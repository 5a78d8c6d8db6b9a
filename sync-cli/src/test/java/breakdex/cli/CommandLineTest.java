package breakdex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.cli.Cli.Said;
import breakdex.sync.SyncException;
import breakdex.sync.config.HomeDatabase;
import breakdex.sync.event.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandLineTest {
    private static final String UNTOUCHED = "nothing-here";

    @TempDir
    Path folder;

    static List<String> commands() {
        return List.of(
                "backup",
                "add",
                "provider",
                "provider add",
                "provider list",
                "provider test",
                "provider set",
                "provider reconnect",
                "provider remove",
                "sync",
                "worker",
                "status",
                "ops",
                "ops list",
                "ops retry",
                "ops cancel",
                "verify",
                "free",
                "restore",
                "delete",
                "undelete",
                "why",
                "library",
                "library import",
                "library export",
                "doctor",
                "config",
                "config list",
                "config set");
    }

    @Test
    void aHomeThatIsCalledLikeACommandIsNotTakenForOne() {
        Said said = cli().exactly("--home", "backup", "--json", "status", "--help");
        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("Usage: breakdex status");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theHelpOfEveryCommandHasAnExampleAndItsExitCodes(String command) {
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        arguments.add("--help");
        Said said = cli().exactly(arguments.toArray(String[]::new));
        assertThat(said.code()).isZero();
        assertThat(said.out())
                .contains("Usage: breakdex " + command, "Example:\n  breakdex " + command.split(" ")[0])
                .contains("Exit codes:", " 0 ", " 2 ", "--home", "--json");
        assertThat(said.err()).isEmpty();
    }

    @Test
    void theHelpNamesNoCommandThatIsNotThere() {
        assertThat(cli().exactly("--help").out()).doesNotContain("serve");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sync",
                "backup",
                "add",
                "free",
                "restore",
                "delete",
                "undelete",
                "ops retry",
                "ops cancel",
                "provider add",
                "provider remove",
                "provider set",
                "provider reconnect",
                "library import",
                "config set"
            })
    void whatChangesSomethingCanBeTriedDry(String command) {
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        arguments.add("--help");
        assertThat(cli().exactly(arguments.toArray(String[]::new)).out()).contains("-n, --dry-run");
    }

    @Test
    void theVersionIsTheBuilds() {
        assertThat(cli().exactly("--version").out()).matches("breakdex \\d+\\.\\d+\\.\\d+\\S*\n");
    }

    @Test
    void withoutACommandTheHelpIsShownAndNothingWasAsked() {
        Said said = cli().exactly();
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("Usage: breakdex");
    }

    @Test
    void theHomeStandsBeforeOrAfterTheCommandOrInTheEnvironment() throws IOException {
        Path home = Files.createDirectory(folder.resolve("home"));
        Files.createFile(home.resolve(HomeDatabase.FILE));
        List<Path> opened = new ArrayList<>();
        Cli cli = new Cli(home, factory -> {
            opened.add(factory.homeFolder());
            throw new SyncException(SyncException.Kind.BUSY, "Busy.");
        });
        String said = home.toString();
        assertThat(cli.exactly("--home", said, "ops", "list").code()).isEqualTo(8);
        assertThat(cli.exactly("ops", "--home", said, "list").code()).isEqualTo(8);
        assertThat(cli.exactly("ops", "list", "--home=" + said).code()).isEqualTo(8);
        assertThat(cli.exactly("ops").code()).isEqualTo(8);
        assertThat(opened).containsExactly(home, home, home, home);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sync", "ops list", "verify", "free x", "restore --all", "why x", "doctor", "config"})
    void onAnEmptyHomeNothingIsCreatedAndTheFirstStepsAreShown(String command) {
        Said said = cli().call(command.split(" "));
        assertThat(said.code()).isEqualTo(5);
        assertThat(said.err()).startsWith(Words.NO_PROVIDERS).contains("sync_onboarding");
        assertThat(folder.resolve(UNTOUCHED)).doesNotExist();
    }

    @Test
    void statusOfAnEmptyHomeIsAnAnswerNotAFailure() {
        Said said = cli().call("status");
        assertThat(said.code()).isEqualTo(5);
        assertThat(said.out()).startsWith(Words.NO_PROVIDERS + "\n");
        assertThat(cli().call("status", "--json").out())
                .contains("\"state\" : \"no-providers\"", "\"shows\" : \"sync_onboarding\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sync --nonsense",
                "nonsense",
                "backup",
                "free",
                "config set name",
                "provider add cloud a b",
                "backup d --to",
                "backup d --to x",
                "backup d --to =x",
                "backup d --to a=x --to a=y",
                "backup d --to a=x --domain b=y",
                "backup d --to a=x --allow-cached-proof b",
                "sync --read-back fast"
            })
    void aRequestThatIsPutWronglyIsRefusedWithOneSentence(String command) {
        Said said = new Cli(folder.resolve(UNTOUCHED), factory -> {
                    throw new AssertionError("opened");
                })
                .call((command + " -n").replace("nonsense -n", "nonsense").split(" "));
        assertThat(said.code()).as(said.err()).isEqualTo(2);
        assertThat(said.err()).isNotBlank().doesNotContain("\tat ");
    }

    @Test
    void aWrongRequestOfAProgramIsADocument() {
        Said said = cli().call("sync", "--json", "--nonsense");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.out()).contains("\"exit\" : \"usage\"", "--nonsense");
    }

    @Test
    void aFileMayBeCalledLikeAnArgumentFile() {
        assertThat(cli().call("free", "@clip.mp4", "-n").code()).isEqualTo(5);
    }

    @Test
    void aDryBackupOnAnEmptyHomeSaysWhatItWouldDoAndDoesNothing() {
        Said said = cli().call("backup", "-n", "/videos", "--to", "a=/x=y", "--to", "b=/z");
        assertThat(said.code()).isZero();
        assertThat(said.out()).isEqualTo("""
                        Would add /videos.
                        Would connect a at /x=y.
                        Would connect b at /z.

                        Dry run: nothing was changed.
                        """);
        assertThat(folder.resolve(UNTOUCHED)).doesNotExist();
    }

    private Cli cli() {
        return Cli.withoutEngine(folder.resolve(UNTOUCHED));
    }
}
