package breakdex.cli;

import breakdex.sync.SyncException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks a person before something goes. Where there is none, the answer is a refusal that says how to agree. */
final class Questions {
    private static final Set<String> YES = Set.of("y", "yes");

    private final Context context;

    Questions(Context context) {
        this.context = context;
    }

    /** @param agreed whether {@code --yes} was given */
    boolean agreed(boolean agreed, String question) {
        if (agreed) {
            return true;
        }
        needTerminal(question, "--yes");
        String line = ask(question + " [y/N]");
        return line != null && YES.contains(line.strip().toLowerCase(Locale.ROOT));
    }

    /**
     * For what a habit of typing y must not agree to.
     *
     * @param said the number given with {@code option}, null where it was not
     */
    boolean typed(long expected, @Nullable Long said, String option, String question) {
        if (said != null) {
            return said == expected;
        }
        needTerminal(question, option + " " + expected);
        String line = ask(question + " Type " + expected + " to agree:");
        return line != null && line.strip().equals(Long.toString(expected));
    }

    private void needTerminal(String question, String option) {
        if (!context.console().terminal() || context.options().json) {
            throw new SyncException(
                    SyncException.Kind.REFUSED,
                    question + " Nobody is here to answer, so nothing was changed; agree with " + option + ".");
        }
    }

    private @Nullable String ask(String question) {
        return context.surroundings()
                .interruption()
                .asking(() -> context.console().ask(question));
    }
}
