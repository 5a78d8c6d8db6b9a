package breakdex.cli;

import breakdex.sync.AssetReport;
import breakdex.sync.AssetSyncEngine;
import breakdex.sync.DeleteReport;
import breakdex.sync.asset.Asset;
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
        DeleteReport report = dry.dryRun ? preview(engine, wanted) : engine.undelete(wanted);
        Page page = new Page();
        FindingPrinter.print(report.notes(), page);
        page.gap()
                .plain((dry.dryRun ? "Would bring " : "Brought ") + "back " + Units.count(report.names(), "name")
                        + " and " + Units.count(report.assets(), "clip") + ".");
        page.plain(dry.dryRun ? DryRunOption.NOTHING_CHANGED : "Next: `breakdex sync`.");
        return new Answer(ExitCode.DONE, page, () -> Shapes.delete(report, dry.dryRun));
    }

    /** Asks file by file what it is now; a folder's own files are not looked through. */
    private static DeleteReport preview(AssetSyncEngine engine, List<Path> wanted) {
        List<AssetReport> reports =
                wanted.stream().map(path -> engine.why(path.toString())).toList();
        long names = reports.stream()
                .flatMap(report -> report.names().stream())
                .filter(name -> name.deleted() && name.place() != null && wanted.contains(Path.of(name.place())))
                .count();
        long assets = reports.stream()
                .map(AssetReport::asset)
                .filter(Asset::isDeleted)
                .map(Asset::hash)
                .distinct()
                .count();
        return new DeleteReport(names, assets, List.of());
    }
}
