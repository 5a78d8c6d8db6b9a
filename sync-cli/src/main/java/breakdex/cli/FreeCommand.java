package breakdex.cli;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.FreeReport;
import breakdex.sync.store.StatusDao.Amount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "free",
        description = "Removes local files whose bytes are proved, just now, in two places. Each leaves a certificate.",
        footerHeading = "%nExample:%n",
        footer = "  breakdex free ~/Videos/2024 --dry-run")
final class FreeCommand extends EngineCommand {
    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files or folders of a library.")
    private List<Path> paths = new ArrayList<>();

    @Mixin
    private final YesOption agreed = new YesOption();

    @Mixin
    private final DryRunOption dry = new DryRunOption();

    FreeCommand(Context context) {
        super(context);
    }

    @Override
    List<ExitCode> exits() {
        return List.of(ExitCode.REFUSED, ExitCode.NOTHING_CONFIGURED, ExitCode.NOT_REACHABLE);
    }

    @Override
    boolean showsProgress() {
        return true;
    }

    @Override
    Answer answer(AssetSyncEngine engine) throws InterruptedException {
        List<Path> wanted = TypedPaths.absolute(paths);
        Amount amount = engine.previewFree(wanted);
        if (amount.assets() == 0) {
            return answer(
                    ExitCode.DONE, NOTHING, new Page().plain("Nothing to free: no file of a library lies there."));
        }
        if (!dry.dryRun && !new Questions(context()).agreed(agreed.yes, question(amount))) {
            return answer(ExitCode.REFUSED, NOTHING, new Page().plain("Nothing was freed."));
        }
        FreeReport report = engine.free(wanted, dry.dryRun);
        Page page = new Page();
        print(report, dry.dryRun, page);
        return answer(report.complete() ? ExitCode.DONE : ExitCode.REFUSED, report, page);
    }

    private static final FreeReport NOTHING = new FreeReport(0, 0, List.of());

    static String question(Amount amount) {
        return "Remove " + Units.count(amount.assets(), "file") + ", " + Units.bytes(amount.bytes())
                + ", from this machine? Each goes only once two places have proved that they hold it.";
    }

    static void print(FreeReport report, boolean dryRun, Page page) {
        FindingPrinter.print(report.refused(), page);
        String figures = Units.count(report.freed(), "file") + ", " + Units.bytes(report.bytes());
        page.gap();
        if (dryRun) {
            page.plain("Would free " + figures + ".").plain(DryRunOption.NOTHING_CHANGED);
            return;
        }
        page.line(report.complete() ? Page.Tone.GOOD : Page.Tone.PLAIN, "Freed " + figures + ".");
        if (!report.complete()) {
            page.warning("Kept " + Units.count(report.refused().size(), "file") + " that cannot go yet.");
        }
        if (report.freed() > 0) {
            page.plain("`breakdex why FILE` shows the certificate of each; `breakdex restore FILE` brings it back.");
        }
    }

    private Answer answer(ExitCode exit, FreeReport report, Page page) {
        return new Answer(exit, page, () -> Shapes.free(report, dry.dryRun));
    }
}
