package breakdex.cli;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.OperationView;
import breakdex.sync.store.OperationStatus;
import breakdex.sync.store.SyncOperation;
import java.util.ArrayList;
import java.util.List;
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
        List<String> waiting = waiting(engine);
        ids.stream().filter(id -> !waiting.contains(id)).findFirst().ifPresent(OpsCancelCommand::refuse);
        if (!dry.dryRun) {
            ids.stream().filter(id -> !engine.cancel(id)).findFirst().ifPresent(OpsCancelCommand::refuse);
        }
        long all = ids.size();
        Page page =
                new Page().plain((dry.dryRun ? "Would cancel " : "Cancelled ") + Units.count(all, "operation") + ".");
        return new Answer(
                ExitCode.DONE, page, () -> new Doc().with("dryRun", dry.dryRun).with("cancelled", all));
    }

    private static List<String> waiting(AssetSyncEngine engine) {
        return engine.operations(Integer.MAX_VALUE).stream()
                .map(OperationView::operation)
                .filter(operation -> operation.status() != OperationStatus.IN_PROGRESS)
                .map(SyncOperation::id)
                .toList();
    }

    private static void refuse(String id) {
        throw NamedValues.usage("No operation with the id " + id
                + " waits, so none can be cancelled; `breakdex ops list` shows those that do.");
    }
}
