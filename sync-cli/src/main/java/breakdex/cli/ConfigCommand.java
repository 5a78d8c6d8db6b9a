package breakdex.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "config",
        description = "The settings. Without a further word: lists them.",
        synopsisSubcommandLabel = "[COMMAND]",
        footerHeading = "%nExample:%n",
        footer = "  breakdex config list")
final class ConfigCommand implements Callable<Integer> {
    private final Context context;

    ConfigCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return new ConfigListCommand(context).call();
    }
}
