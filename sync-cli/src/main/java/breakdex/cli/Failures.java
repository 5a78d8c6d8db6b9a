package breakdex.cli;

import breakdex.sync.Outcome;
import breakdex.sync.SyncException;
import breakdex.sync.event.Words;
import breakdex.sync.provider.Fault;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;

/** The one place where what went wrong becomes an exit code and a sentence. */
final class Failures {
    static final String LOG = "breakdex-errors.log";

    private final Context context;

    Failures(Context context) {
        this.context = context;
    }

    static ExitCode exit(Outcome outcome) {
        return switch (outcome) {
            case DONE -> ExitCode.DONE;
            case INCOMPLETE -> ExitCode.INCOMPLETE;
            case NOT_REACHABLE -> ExitCode.NOT_REACHABLE;
        };
    }

    static ExitCode exit(Throwable failure) {
        if (failure instanceof SyncException refused) {
            return exit(refused.kind());
        }
        if (failure instanceof StoreException store) {
            return exit(store.kind());
        }
        if (failure instanceof ProviderException provider) {
            return exit(provider.fault());
        }
        if (failure instanceof InvalidPathException) {
            return ExitCode.USAGE;
        }
        return failure instanceof Stopped ? ExitCode.INTERRUPTED : ExitCode.UNEXPECTED;
    }

    private static ExitCode exit(SyncException.Kind kind) {
        return switch (kind) {
            case USAGE -> ExitCode.USAGE;
            case REFUSED -> ExitCode.REFUSED;
            case NOTHING_CONFIGURED -> ExitCode.NOTHING_CONFIGURED;
            case NOT_REACHABLE -> ExitCode.NOT_REACHABLE;
            case BUSY -> ExitCode.BUSY;
        };
    }

    private static ExitCode exit(StoreException.Kind kind) {
        return switch (kind) {
            case DAMAGED, NEWER -> ExitCode.DAMAGED;
            case BUSY -> ExitCode.BUSY;
            case UNWRITABLE, UNSUITABLE -> ExitCode.USAGE;
            case UNREACHABLE -> ExitCode.NOT_REACHABLE;
        };
    }

    private static ExitCode exit(Fault fault) {
        return switch (fault) {
            case UNREACHABLE, THROTTLED, AWAY, AUTH, QUOTA -> ExitCode.NOT_REACHABLE;
            case REFUSED, DAMAGED, UNREADABLE, ABSENT, CANCELLED, UNEXPECTED -> ExitCode.INCOMPLETE;
        };
    }

    /** Tells the person, or the program, and returns the exit code. */
    ExitCode report(Throwable failure) {
        ExitCode exit = context.surroundings().interruption().requested() ? ExitCode.INTERRUPTED : exit(failure);
        String sentence = sentence(exit, failure);
        Page page = new Page();
        if (Words.NO_PROVIDERS.equals(sentence)) {
            Onboarding.print(page);
        } else {
            page.line(exit == ExitCode.INTERRUPTED ? Page.Tone.PLAIN : Page.Tone.BAD, sentence);
        }
        publish(exit, sentence, page);
        if (context.options().debug) {
            context.console().err().print(trace(failure));
            context.console().err().flush();
        }
        return exit;
    }

    private String sentence(ExitCode exit, Throwable failure) {
        if (exit == ExitCode.UNEXPECTED) {
            return "A defect of ours: " + failure + ". " + kept(failure);
        }
        boolean foreign = exit == ExitCode.INTERRUPTED && !(failure instanceof Stopped);
        return Objects.toString((foreign ? new Stopped(-1, failure) : failure).getMessage(), failure.toString());
    }

    /** An answer that did not get through is no success, though the command did what it was asked to. */
    int delivered(int code) {
        Optional<IOException> failure = context.console().out().failure();
        if (failure.isEmpty()) {
            return code;
        }
        if (!Output.isNoLongerRead(failure.get())) {
            context.console()
                    .complain(new Page()
                            .bad("The answer could not be written to standard output ("
                                    + failure.get().getMessage() + "), though the command ran to its end; make"
                                    + " space there, or send it elsewhere."));
        }
        return code == ExitCode.DONE.code() ? ExitCode.USAGE.code() : code;
    }

    /** A request that was put wrongly: the words are picocli's or ours. */
    ExitCode usage(String sentence, String command, boolean json) {
        Page page = new Page()
                .bad(sentence.endsWith(".") ? sentence : sentence + ".")
                .plain("Run `" + command + " --help` to see what it takes.");
        context.options().json |= json;
        publish(ExitCode.USAGE, sentence, page);
        return ExitCode.USAGE;
    }

    private void publish(ExitCode exit, String sentence, Page page) {
        if (context.options().json) {
            context.console().out().println(JsonOut.write(Shapes.exit(exit).with("error", sentence)));
            context.console().out().flush();
        } else {
            context.console().complain(page);
        }
    }

    /** A stack trace frightens people and helps us, so it goes to a file. */
    private String kept(Throwable failure) {
        Path log = context.home().resolve(LOG);
        if (!context.hasDatabase()) {
            return "Add --debug to see where.";
        }
        try {
            Files.writeString(
                    log,
                    context.clock().instant() + " " + trace(failure),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            return "Please report it with " + log + ".";
        } catch (IOException unwritable) {
            failure.addSuppressed(unwritable);
            return "Add --debug to see where.";
        }
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
