package breakdex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.cli.Cli.Said;
import breakdex.sync.SyncException;
import breakdex.sync.config.HomeDatabase;
import breakdex.sync.event.Words;
import breakdex.sync.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FailuresTest {
    @TempDir
    Path home;

    @Test
    void theTableOfCodesIsAsPublished() {
        assertThat(Arrays.stream(ExitCode.values())
                        .map(code -> code + "=" + code.code())
                        .collect(Collectors.joining(" ")))
                .isEqualTo("DONE=0 UNEXPECTED=1 USAGE=2 INCOMPLETE=3 REFUSED=4 NOTHING_CONFIGURED=5 NOT_REACHABLE=6"
                        + " DAMAGED=7 BUSY=8 INTERRUPTED=130");
    }

    @ParameterizedTest
    @CsvSource({"USAGE, 2", "REFUSED, 4", "NOTHING_CONFIGURED, 5", "NOT_REACHABLE, 6", "BUSY, 8"})
    void everyKindOfRequestThatFailsHasItsCode(SyncException.Kind kind, int code) throws IOException {
        Said said = failing(new SyncException(kind, "It did not work.")).call("sync");
        assertThat(said).isEqualTo(new Said(code, "", "It did not work.\n"));
    }

    @ParameterizedTest
    @CsvSource({"DAMAGED, 7", "NEWER, 7", "BUSY, 8", "UNWRITABLE, 2", "UNSUITABLE, 2"})
    void everyKindOfUnusableDatabaseHasItsCode(StoreException.Kind kind, int code) throws IOException {
        Said said = failing(new StoreException(kind, "The database is unwell.", null))
                .call("sync");
        assertThat(said).isEqualTo(new Said(code, "", "The database is unwell.\n"));
    }

    @Test
    void aDefectIsOneSentenceAndItsTraceIsInAFile() throws IOException {
        Said said = failing(new IllegalStateException("oops")).call("sync");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err())
                .contains("A defect of ours: java.lang.IllegalStateException: oops.", Failures.LOG)
                .doesNotContain("\tat ")
                .hasLineCount(1);
        assertThat(home.resolve(Failures.LOG)).content().contains("IllegalStateException: oops", "\tat ");
    }

    @Test
    void withDebugTheTraceIsShown() throws IOException {
        assertThat(failing(new IllegalStateException("oops"))
                        .call("sync", "--debug")
                        .err())
                .contains("\tat breakdex.cli");
    }

    @Test
    void anErrorOfTheMachineIsOneSentenceToo() throws IOException {
        Said said = failing(new NoClassDefFoundError("gone")).call("sync");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("gone").hasLineCount(1);
    }

    @Test
    void forProgramsAFailureIsADocument() throws IOException {
        Said said = failing(new SyncException(SyncException.Kind.BUSY, "Another sync runs."))
                .call("sync", "--json");
        assertThat(said.err()).isEmpty();
        assertThat(said.out())
                .isEqualToIgnoringWhitespace(
                        "{\"exitCode\": 8, \"exit\": \"busy\", \"error\": \"Another sync runs.\"}");
    }

    @Test
    void whereThereIsNoProviderTheFirstStepsAreShown() throws IOException {
        Said said = failing(new SyncException(SyncException.Kind.NOTHING_CONFIGURED, Words.NO_PROVIDERS))
                .call("sync");
        assertThat(said.code()).isEqualTo(5);
        assertThat(said.err())
                .startsWith("No cloud providers configured — enable iCloud or Google Drive in Settings\n")
                .contains("sync_onboarding", "breakdex backup");
    }

    private Cli failing(Throwable failure) throws IOException {
        Files.createFile(home.resolve(HomeDatabase.FILE));
        return new Cli(home, factory -> {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        });
    }
}
