package breakdex.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What every command understands, before or after its name. */
final class CommonOptions {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Where the database lies (else $BREAKDEX_HOME, else the platform's data folder).")
    @Nullable
    Path home;

    @Option(
            names = "--db",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "A PostgreSQL database instead of the home's own file, jdbc:postgresql://SERVER/NAME"
                    + " (else $BREAKDEX_DB, else as the home remembers).")
    @Nullable
    String db;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "One JSON document on standard output; shapes: docs/json.md.")
    boolean json;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of a failure.")
    boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    boolean help;

    /** The first word that is no option of ours; empty where there is none or an option asks for help. */
    static String commandIn(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            switch (arguments.get(i)) {
                case "--home", "--db" -> i++;
                case "--json", "--debug" -> {}
                default -> {
                    return arguments.get(i).startsWith("-") ? "" : arguments.get(i);
                }
            }
        }
        return "";
    }
}
