package breakdex.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "provider",
        description = "The places that hold copies. Without a further word: lists them.",
        synopsisSubcommandLabel = "[COMMAND]",
        footerHeading = "%nExample:%n",
        footer = "  breakdex provider add folder nas /mnt/nas/Breakdex")
final class ProviderCommand implements Callable<Integer> {
    private final Context context;

    ProviderCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return new ProviderListCommand(context).call();
    }
}
