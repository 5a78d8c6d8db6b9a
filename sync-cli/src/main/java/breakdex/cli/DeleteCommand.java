package breakdex.cli;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.DeleteReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "delete",
        description = "Takes names out of the library. Local files stay; a clip that no name, move or combo points to"
                + " any more is not kept safe any longer. `breakdex undelete` takes it back.",
        footerHeading = "%nExample:%n",
        footer = "  breakdex delete ~/Videos/blurred.mp4")
final class DeleteCommand extends EngineCommand {
    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files or folders of a library.")
    private List<Path> paths = new ArrayList<>();

    @Option(
            names = "--asset",
            description = "The clip itself, under whatever other names it goes, and whatever move or combo shows it;"
                    + " these are listed first.")
    private boolean asset;

    @Mixin
    private final YesOption agreed = new YesOption();

    @Mixin
    private final DryRunOption dry = new DryRunOption();

    DeleteCommand(Context context) {
        super(context);
    }

    @Override
    List<ExitCode> exits() {
        return List.of(ExitCode.REFUSED, ExitCode.NOTHING_CONFIGURED);
    }

    @Override
    Answer answer(AssetSyncEngine engine) {
        List<Path> wanted = TypedPaths.absolute(paths);
        DeleteReport before = engine.delete(wanted, asset, true);
        Page page = new Page();
        FindingPrinter.print(before.notes(), page);
        if (dry.dryRun) {
            page.gap().plain("Would take " + figures(before) + ".").plain(DryRunOption.NOTHING_CHANGED);
            return new Answer(ExitCode.DONE, page, () -> Shapes.delete(before, true));
        }
        if (!context().options().json) {
            context().console().complain(page);
        }
        if (!new Questions(context()).agreed(agreed.yes, "Take " + figures(before) + "? Local files stay.")) {
            DeleteReport nothing = new DeleteReport(0, 0, List.of());
            Page refused = new Page().plain("Nothing was deleted.");
            return new Answer(ExitCode.REFUSED, refused, () -> Shapes.delete(nothing, false));
        }
        DeleteReport report = engine.delete(wanted, asset, false);
        Page done = new Page().plain("Took " + figures(report) + ". Local files stay.");
        return new Answer(ExitCode.DONE, done, () -> Shapes.delete(report, false));
    }

    static String figures(DeleteReport report) {
        return Units.count(report.names(), "name") + " out of the library, so that "
                + Units.count(report.assets(), "clip") + (report.assets() == 1 ? " is" : " are")
                + " not kept safe any longer";
    }
}
