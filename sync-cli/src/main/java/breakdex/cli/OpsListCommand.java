package breakdex.cli;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.OperationView;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "Shows the operations in their four states, and why those that failed did.",
        footerHeading = "%nExample:%n",
        footer = "  breakdex ops list --all")
final class OpsListCommand extends EngineCommand {
    private static final int LIMIT = 1000;

    @Option(names = "--all", description = "Show each one, not only 20 of a state.")
    private boolean all;

    OpsListCommand(Context context) {
        super(context);
    }

    @Override
    List<ExitCode> exits() {
        return List.of(ExitCode.NOTHING_CONFIGURED);
    }

    @Override
    Answer answer(AssetSyncEngine engine) {
        List<OperationView> operations = engine.operations(all ? Integer.MAX_VALUE : LIMIT);
        Page page = new Page();
        new OperationsPage(context().clock(), all).print(operations, page);
        return new Answer(ExitCode.DONE, page, () -> new Doc().withEach("operations", operations, Shapes::operation));
    }
}
