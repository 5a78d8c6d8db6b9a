package breakdex.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "ops",
        description = "The queue of operations. Without a further word: lists it.",
        synopsisSubcommandLabel = "[COMMAND]",
        footerHeading = "%nExample:%n",
        footer = "  breakdex ops retry --all")
final class OpsCommand implements Callable<Integer> {
    private final Context context;

    OpsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return new OpsListCommand(context).call();
    }
}
