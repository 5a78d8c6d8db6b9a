package breakdex.cli;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.OperationView;
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
        List<String> open = dry.dryRun ? openIds(engine) : List.of();
        long cancelled = 0;
        for (String id : ids) {
            boolean hit = dry.dryRun ? open.contains(id) : engine.cancel(id);
            if (!hit) {
                throw NamedValues.usage(
                        "No open operation has the id " + id + "; `breakdex ops list` shows those that have.");
            }
            cancelled++;
        }
        long all = cancelled;
        Page page =
                new Page().plain((dry.dryRun ? "Would cancel " : "Cancelled ") + Units.count(all, "operation") + ".");
        return new Answer(
                ExitCode.DONE, page, () -> new Doc().with("dryRun", dry.dryRun).with("cancelled", all));
    }

    private static List<String> openIds(AssetSyncEngine engine) {
        return engine.operations(Integer.MAX_VALUE).stream()
                .filter(view -> !view.indicator().isEmpty())
                .map(OperationView::operation)
                .map(operation -> operation.id())
                .toList();
    }
}
