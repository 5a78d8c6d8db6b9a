package breakdex.cli;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.OperationView;
import breakdex.sync.SyncException;
import breakdex.sync.store.OperationStatus;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "cancel",
        description = "Takes operations out of the queue. They stay out until `ops retry`.",
        footerHeading = "%nExample:%n",
        footer = "  breakdex ops cancel 0192f0c1-7a3e-7c11-9d7e-2b6f6a0c1d2e")
final class OpsCancelCommand extends EngineCommand {
    @Parameters(arity = "1..*", paramLabel = "ID", description = "As `breakdex ops list` shows them.")
    private List<String> ids = new ArrayList<>();

    @Mixin
    private final DryRunOption dry = new DryRunOption();

    OpsCancelCommand(Context context) {
        super(context);
    }

    @Override
    List<ExitCode> exits() {
        return List.of(ExitCode.NOTHING_CONFIGURED);
    }

    @Override
    Answer answer(AssetSyncEngine engine) {
        Set<String> wanted = new LinkedHashSet<>(ids);
        wanted.stream().filter(id -> !isWaiting(engine, id)).findFirst().ifPresent(OpsCancelCommand::refuse);
        List<String> removed = wanted.stream().filter(id -> takeOut(engine, id)).toList();
        Page page = new Page()
                .plain((dry.dryRun ? "Would cancel " : "Cancelled ") + Units.count(wanted.size(), "operation") + ".");
        String happened = dry.dryRun ? " would be removed, since it breaks" : " was removed, since it broke";
        removed.forEach(id -> page.plain("Operation " + id + happened
                + " the rules of the queue; `breakdex sync` queues again what is still to be done."));
        return new Answer(
                ExitCode.DONE,
                page,
                () -> new Doc()
                        .with("dryRun", dry.dryRun)
                        .with("cancelled", (long) wanted.size())
                        .withTexts("removed", removed));
    }

    private static boolean isWaiting(AssetSyncEngine engine, String id) {
        return engine.operation(id)
                        .map(OperationView::operation)
                        .filter(operation -> operation.status() == OperationStatus.QUEUED
                                || operation.status() == OperationStatus.FAILED)
                        .isPresent()
                || engine.broken(id).isPresent();
    }

    /** Whether its row is removed, because it breaks the rules. */
    private boolean takeOut(AssetSyncEngine engine, String id) {
        if (dry.dryRun) {
            return engine.broken(id).isPresent();
        }
        return switch (engine.cancel(id)) {
            case CANCELLED -> false;
            case REMOVED -> true;
            case NOT_WAITING -> throw refusal(id);
        };
    }

    private static void refuse(String id) {
        throw refusal(id);
    }

    private static SyncException refusal(String id) {
        return NamedValues.usage("No operation with the id " + id
                + " waits, so none can be cancelled; `breakdex ops list` shows those that do.");
    }
}
