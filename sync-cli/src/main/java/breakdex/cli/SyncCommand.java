package breakdex.cli;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.SyncReport;
import breakdex.sync.SyncRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "sync",
        description = "Brings all libraries and places up to date: scans, copies what is missing, proves it.",
        footerHeading = "%nExample:%n",
        footer = "  breakdex sync --dry-run")
final class SyncCommand extends EngineCommand {
    @Mixin
    private final ReadBackOption readBack = new ReadBackOption();

    @Option(
            names = "--purge",
            paramLabel = "N",
            description = "Agree that the copies of N deleted clips go, where sync said that so many wait for your"
                    + " word.")
    private @Nullable Long purge;

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
        return sync(engine, new SyncRequest(readBack.direct(), dry.dryRun, purge), new Page());
    }

    /** @param page what was said before */
    static Answer sync(AssetSyncEngine engine, SyncRequest request, Page page) throws InterruptedException {
        SyncReport report = engine.sync(request);
        SyncPage.print(report, engine.providers(), request.dryRun(), page);
        return new Answer(SyncPage.exit(report, request.dryRun()), page, () -> Shapes.sync(report, request.dryRun()));
    }
}
