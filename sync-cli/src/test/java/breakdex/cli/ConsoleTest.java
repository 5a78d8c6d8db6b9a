package breakdex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class ConsoleTest {
    private final StringWriter out = new StringWriter();

    @Test
    void aFileNameCannotForgeALine() {
        console(false).print(new Page().plain("Freed a\nProtected: all.mp4."));
        assertThat(out).hasToString("Freed a\\nProtected: all.mp4.\n");
    }

    @Test
    void coloursAreThereOnlyWhereTheyAreWanted() {
        Page page = new Page().bad("gone").plain("fine").good("");
        console(true).print(page);
        assertThat(out).hasToString("\u001b[31mgone\u001b[0m\nfine\n\n");
        out.getBuffer().setLength(0);
        console(false).print(page);
        assertThat(out).hasToString("gone\nfine\n\n");
    }

    private Console console(boolean colour) {
        return new Console(
                new Output(out),
                new PrintWriter(new StringWriter()),
                new BufferedReader(new StringReader("")),
                true,
                colour,
                80);
    }
}
