package breakdex.cli;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.SyncReport;
import breakdex.sync.SyncRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "sync",
        description = "Brings all libraries and places up to date: scans, copies what is missing, proves it.",
        footerHeading = "%nExample:%n",
        footer = "  breakdex sync --dry-run")
final class SyncCommand extends EngineCommand {
    @Mixin
    private final ReadBackOption readBack = new ReadBackOption();

    @Mixin
    private final DryRunOption dry = new DryRunOption();

    SyncCommand(Context context) {
        super(context);
    }

    @Override
    List<ExitCode> exits() {
        return List.of(ExitCode.INCOMPLETE, ExitCode.REFUSED, ExitCode.NOTHING_CONFIGURED, ExitCode.NOT_REACHABLE);
    }

    @Override
    boolean showsProgress() {
        return true;
    }

    @Override
    Answer answer(AssetSyncEngine engine) throws InterruptedException {
        return sync(engine, readBack.direct(), dry.dryRun, new Page());
    }

    /** @param page what was said before */
    static Answer sync(AssetSyncEngine engine, boolean direct, boolean dryRun, Page page) throws InterruptedException {
        SyncReport report = engine.sync(new SyncRequest(direct, dryRun));
        SyncPage.print(report, engine.providers(), dryRun, page);
        return new Answer(SyncPage.exit(report, dryRun), page, () -> Shapes.sync(report, dryRun));
    }
}
