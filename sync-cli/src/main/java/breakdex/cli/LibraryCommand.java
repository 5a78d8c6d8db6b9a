package breakdex.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "library",
        description = "What the videos are about, as the app's manifest.json has it: moves, combos, reviews.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExample:%n",
        footer = "  breakdex library export manifest.json")
final class LibraryCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw NamedValues.usage("Say what: `breakdex library import FILE`, or `breakdex library export FILE`.");
    }
}
