package breakdex.cli;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.store.OperationStatus;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "retry",
        description = "Queues operations again that failed, with all their tries.",
        footerHeading = "%nExample:%n",
        footer = "  breakdex ops retry --all")
final class OpsRetryCommand extends EngineCommand {
    @Parameters(arity = "0..*", paramLabel = "ID", description = "As `breakdex ops list` shows them.")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--all", description = "All that failed.")
    private boolean all;

    @Mixin
    private final DryRunOption dry = new DryRunOption();

    OpsRetryCommand(Context context) {
        super(context);
    }

    @Override
    List<ExitCode> exits() {
        return List.of(ExitCode.NOTHING_CONFIGURED);
    }

    @Override
    Answer answer(AssetSyncEngine engine) {
        if (all != ids.isEmpty()) {
            throw NamedValues.usage("Say which: `breakdex ops retry ID`, or `breakdex ops retry --all`.");
        }
        Set<String> wanted = new LinkedHashSet<>(ids);
        wanted.forEach(id -> checkFailed(engine, id));
        long queued = dry.dryRun ? (all ? engine.failed() : wanted.size()) : retry(engine, wanted);
        Page page = new Page()
                .plain((dry.dryRun ? "Would queue " : "Queued ") + Units.count(queued, "operation") + " again.");
        if (!dry.dryRun && queued > 0) {
            page.plain("Next: `breakdex sync`.");
        }
        return new Answer(
                ExitCode.DONE, page, () -> new Doc().with("dryRun", dry.dryRun).with("queued", queued));
    }

    private long retry(AssetSyncEngine engine, Set<String> wanted) {
        return all
                ? engine.retry(null)
                : wanted.stream().mapToLong(engine::retry).sum();
    }

    /** One that is not there is said before anything is changed. */
    private static void checkFailed(AssetSyncEngine engine, String id) {
        engine.broken(id).ifPresent(broken -> {
            throw NamedValues.usage(broken.text());
        });
        boolean failed = engine.operation(id)
                .filter(view -> view.operation().status() == OperationStatus.FAILED)
                .isPresent();
        if (!failed) {
            throw NamedValues.usage(
                    "No failed operation has the id " + id + "; `breakdex ops list` shows those that have.");
        }
    }
}
