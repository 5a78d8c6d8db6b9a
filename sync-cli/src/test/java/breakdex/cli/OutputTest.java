package breakdex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.cli.Cli.Said;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An answer that nobody got is no success. */
final class OutputTest {
    @TempDir
    Path folder;

    @Test
    void anAnswerThatMetAFullDiskDoesNotEndWithZero() {
        Said said = help(failing("No space left on device"));
        assertThat(said.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(said.err()).hasLineCount(1).contains("standard output (No space left on device)", "elsewhere");
    }

    @Test
    void aReaderThatHeardEnoughIsToldNothingButTheCode() {
        Said said = help(failing("Broken pipe"));
        assertThat(said.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(said.err()).isEmpty();
    }

    @Test
    void aGraverCodeStands() {
        Said said = Cli.withoutEngine(folder.resolve("none")).into(failing("No space left on device"), "status");
        assertThat(said.code()).isEqualTo(ExitCode.NOTHING_CONFIGURED.code());
    }

    private Said help(Writer out) {
        return Cli.withoutEngine(folder.resolve("none")).into(out, "--help");
    }

    private static Writer failing(String why) {
        return new FilterWriter(new StringWriter()) {
            @Override
            public void flush() throws IOException {
                throw new IOException(why);
            }
        };
    }
}
