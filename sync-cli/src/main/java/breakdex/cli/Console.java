package breakdex.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Where a command speaks and listens. Every line goes through here and is made safe for a terminal on its way.
 *
 * @param out the answer
 * @param err progress, questions and failures
 * @param in what a person types
 * @param terminal whether a person sits there
 * @param colour whether colours are wanted; false with {@code NO_COLOR}
 * @param columns width, at least 20
 */
record Console(Output out, PrintWriter err, BufferedReader in, boolean terminal, boolean colour, int columns) {
    static final int DEFAULT_COLUMNS = 80;

    private static final String RESET = "\u001b[0m";

    void print(Page page) {
        page.lines().forEach(line -> out.print(painted(line) + "\n"));
        out.flush();
    }

    void complain(Page page) {
        page.lines().forEach(line -> err.print(painted(line) + "\n"));
        err.flush();
    }

    /** Prints the question on {@code err}; null where the input ended. */
    @Nullable
    String ask(String question) {
        err.print(Text.printable(question) + " ");
        err.flush();
        try {
            return in.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String painted(Page.Line line) {
        String safe = Text.printable(line.text());
        String code = colour ? colour(line.tone()) : "";
        return code.isEmpty() || safe.isEmpty() ? safe : code + safe + RESET;
    }

    private static String colour(Page.Tone tone) {
        return switch (tone) {
            case PLAIN -> "";
            case GOOD -> "\u001b[32m";
            case WARNING -> "\u001b[33m";
            case BAD -> "\u001b[31m";
            case FAINT -> "\u001b[2m";
        };
    }
}
