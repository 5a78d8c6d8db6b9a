package breakdex.cli;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.OperationView;
import breakdex.sync.config.EngineFactory;
import breakdex.sync.event.Finding;
import breakdex.sync.store.OperationFilter;
import breakdex.sync.store.OperationState;
import breakdex.sync.store.OperationType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "Shows the operations in their four states, and why those that failed did; those that are open or"
                + " cancelled, where nothing else is asked for.",
        footerHeading = "%nExample:%n",
        footer = "  breakdex ops list --state failed --state retry --provider nas")
final class OpsListCommand extends EngineCommand {
    private static final int LIMIT = 1000;

    /** No more fit into the memory that a command is given, and nobody would read them. */
    private static final int MOST = 10_000;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only those that are queued, in-progress, retry (failed, and tried again), failed (for good),"
                    + " cancelled or completed (repeatable).")
    private List<String> states = new ArrayList<>();

    @Option(names = "--provider", paramLabel = "NAME", description = "Only those on this place (repeatable).")
    private List<String> places = new ArrayList<>();

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "Only those of this type: upload, download, verify or delete_remote (repeatable).")
    private List<String> types = new ArrayList<>();

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most so many, 1 or more. Else 1000, of which 20 of a state are shown.")
    private @Nullable String limit;

    @Option(names = "--all", description = "Show each one. No more than 10000 are listed at once.")
    private boolean all;

    OpsListCommand(Context context) {
        super(context);
    }

    @Override
    List<ExitCode> exits() {
        return List.of(ExitCode.NOTHING_CONFIGURED);
    }

    @Override
    EngineFactory prepare(EngineFactory factory) {
        filter();
        return factory;
    }

    @Override
    Answer withoutHome() {
        filter();
        return super.withoutHome();
    }

    @Override
    Answer answer(AssetSyncEngine engine) {
        OperationFilter filter = filter();
        List<OperationView> found = engine.operations(withOneMore(filter));
        boolean more = found.size() > filter.limit();
        List<OperationView> operations = more ? found.subList(0, filter.limit()) : found;
        List<Finding> broken = engine.broken();
        Page page = new Page();
        FindingPrinter.print(broken, page);
        print(operations, broken.isEmpty(), page.gap());
        if (more) {
            page.gap()
                    .faint("There are more; "
                            + (filter.limit() < MOST
                                    ? "`breakdex ops list --all` shows up to " + Units.count(MOST) + "."
                                    : "ask for some of them with --state, --provider or --type."));
        }
        return new Answer(
                ExitCode.DONE,
                page,
                () -> new Doc()
                        .withEach("operations", operations, Shapes::operation)
                        .with("more", more)
                        .withEach("findings", broken, Shapes::finding));
    }

    private void print(List<OperationView> operations, boolean sound, Page page) {
        if (!operations.isEmpty()) {
            new OperationsPage(context().clock(), all || limit != null).print(operations, page);
        } else if (!states.isEmpty() || !places.isEmpty() || !types.isEmpty()) {
            page.plain("No operation is such.");
        } else if (sound) {
            page.plain(OperationsPage.EMPTY);
        }
    }

    /** One more shows whether there are more than what is asked for. */
    private static OperationFilter withOneMore(OperationFilter filter) {
        return new OperationFilter(filter.states(), filter.places(), filter.types(), filter.limit() + 1);
    }

    private OperationFilter filter() {
        return new OperationFilter(
                each(states, "state", OperationState.values(), OperationState::key),
                Set.copyOf(places),
                each(types, "type", OperationType.values(), OperationType::text),
                most());
    }

    private int most() {
        if (limit == null) {
            return all ? MOST : LIMIT;
        }
        if (!limit.matches("0*[1-9][0-9]{0,17}")) {
            throw NamedValues.usage("--limit is a number from 1 upwards, not " + limit + ".");
        }
        return (int) Math.min(MOST, Long.parseLong(limit));
    }

    private static <T> Set<T> each(List<String> typed, String what, T[] known, Function<T, String> word) {
        Map<String, T> words = Arrays.stream(known).collect(Collectors.toMap(word, Function.identity()));
        typed.stream().filter(one -> !words.containsKey(one)).findFirst().ifPresent(one -> {
            String list = Arrays.stream(known).map(word).collect(Collectors.joining(", "));
            throw NamedValues.usage("There is no " + what + " " + one + ". Known are " + list + ".");
        });
        return typed.stream().flatMap(one -> Stream.ofNullable(words.get(one))).collect(Collectors.toSet());
    }
}
