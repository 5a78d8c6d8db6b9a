package breakdex.cli;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.DoctorReport;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "test",
        description = "Tries one place out: writes a little, reads it back, compares, deletes it.",
        footerHeading = "%nExample:%n",
        footer = "  breakdex provider test nas")
final class ProviderTestCommand extends EngineCommand {
    @Parameters(paramLabel = "NAME", description = "The place's name.")
    private String name = "";

    ProviderTestCommand(Context context) {
        super(context);
    }

    @Override
    List<ExitCode> exits() {
        return List.of(ExitCode.INCOMPLETE, ExitCode.NOTHING_CONFIGURED, ExitCode.NOT_REACHABLE);
    }

    @Override
    Answer answer(AssetSyncEngine engine) throws InterruptedException {
        DoctorReport report = engine.testProvider(name);
        return DoctorCommand.answer(report);
    }
}
