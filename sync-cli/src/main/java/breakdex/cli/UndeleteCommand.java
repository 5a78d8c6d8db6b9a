package breakdex.cli;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.DeleteReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "undelete",
        description = "Takes a delete back: the names are in the library again, and the clips are kept safe.",
        footerHeading = "%nExample:%n",
        footer = "  breakdex undelete ~/Videos/blurred.mp4")
final class UndeleteCommand extends EngineCommand {
    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files or folders of a library.")
    private List<Path> paths = new ArrayList<>();

    @Mixin
    private final DryRunOption dry = new DryRunOption();

    UndeleteCommand(Context context) {
        super(context);
    }

    @Override
    List<ExitCode> exits() {
        return List.of(ExitCode.NOTHING_CONFIGURED);
    }

    @Override
    Answer answer(AssetSyncEngine engine) {
        List<Path> wanted = TypedPaths.absolute(paths);
        DeleteReport report = engine.undelete(wanted, dry.dryRun);
        Page page = new Page();
        FindingPrinter.print(report.notes(), page);
        page.gap()
                .plain((dry.dryRun ? "Would bring " : "Brought ") + "back " + Units.count(report.names(), "name")
                        + " and " + Units.count(report.assets(), "clip") + ".");
        page.plain(dry.dryRun ? DryRunOption.NOTHING_CHANGED : "Next: `breakdex sync`.");
        return new Answer(ExitCode.DONE, page, () -> Shapes.delete(report, dry.dryRun));
    }
}
