package breakdex.cli;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.OperationView;
import breakdex.sync.store.OperationStatus;
import breakdex.sync.store.SyncOperation;
import java.util.ArrayList;
import java.util.List;
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
        long asked = asked(engine).size();
        long queued = dry.dryRun ? asked : retry(engine);
        Page page = new Page()
                .plain((dry.dryRun ? "Would queue " : "Queued ") + Units.count(queued, "operation") + " again.");
        if (!dry.dryRun && queued > 0) {
            page.plain("Next: `breakdex sync`.");
        }
        return new Answer(
                ExitCode.DONE, page, () -> new Doc().with("dryRun", dry.dryRun).with("queued", queued));
    }

    private long retry(AssetSyncEngine engine) {
        return all ? engine.retry(null) : ids.stream().mapToLong(engine::retry).sum();
    }

    /** What failed, and was asked for; one that is not there is said before anything is changed. */
    private List<String> asked(AssetSyncEngine engine) {
        List<String> failed = engine.operations(Integer.MAX_VALUE).stream()
                .map(OperationView::operation)
                .filter(operation -> operation.status() == OperationStatus.FAILED)
                .map(SyncOperation::id)
                .toList();
        ids.stream().filter(id -> !failed.contains(id)).findFirst().ifPresent(id -> {
            throw NamedValues.usage(
                    "No failed operation has the id " + id + "; `breakdex ops list` shows those that have.");
        });
        return all ? failed : ids;
    }
}
