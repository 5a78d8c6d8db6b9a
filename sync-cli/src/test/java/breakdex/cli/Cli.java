package breakdex.cli;

import breakdex.cli.Context.Surroundings;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Calls the command as a person would, and keeps what it says. */
final class Cli {
    static final Clock NOON = Clock.fixed(Samples.NOW, ZoneOffset.UTC);

    /** What one call came to. */
    record Said(int code, String out, String err) {}

    private final Path home;
    private final Engines engines;
    private boolean terminal;
    private String typed = "";

    Cli(Path home, Engines engines) {
        this.home = home;
        this.engines = engines;
    }

    /** Fails where a command opens the engine though it should not. */
    static Cli withoutEngine(Path home) {
        return new Cli(home, factory -> {
            throw new AssertionError("the engine was opened");
        });
    }

    /** From now on somebody sits at the terminal and will type these lines. */
    Cli typing(String... lines) {
        terminal = true;
        typed = String.join("\n", lines) + "\n";
        return this;
    }

    Said call(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--home", home.toString()));
        all.addAll(List.of(arguments));
        return exactly(all.toArray(String[]::new));
    }

    Said exactly(String... arguments) {
        return into(new StringWriter(), arguments);
    }

    /** Into a standard output that may have its troubles. */
    Said into(Writer out, String... arguments) {
        StringWriter err = new StringWriter();
        ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor();
        try {
            int code = new Breakdex(context(out, err, ticker)).run(arguments);
            return new Said(code, out.toString(), err.toString());
        } finally {
            ticker.shutdownNow();
        }
    }

    private Context context(Writer out, StringWriter err, ScheduledExecutorService ticker) {
        Console console = new Console(
                new Output(out),
                new PrintWriter(err),
                new BufferedReader(new StringReader(typed)),
                terminal,
                false,
                Console.DEFAULT_COLUMNS);
        Surroundings surroundings = new Surroundings(
                Map.of("BREAKDEX_HOME", home.toString()),
                new Properties(),
                new Interruption(Thread.currentThread()),
                ticker);
        return new Context(console, NOON, surroundings, engines, new CommonOptions());
    }
}
