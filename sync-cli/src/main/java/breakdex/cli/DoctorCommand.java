package breakdex.cli;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.DoctorReport;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "doctor",
        description = "Examines the home and tries out every place: writes a little, reads it back, deletes it.",
        footerHeading = "%nExample:%n",
        footer = "  breakdex doctor")
final class DoctorCommand extends EngineCommand {
    DoctorCommand(Context context) {
        super(context);
    }

    @Override
    List<ExitCode> exits() {
        return List.of(ExitCode.INCOMPLETE, ExitCode.NOTHING_CONFIGURED, ExitCode.NOT_REACHABLE);
    }

    @Override
    Answer answer(AssetSyncEngine engine) throws InterruptedException {
        return answer(engine.doctor());
    }

    static Answer answer(DoctorReport report) {
        Page page = new Page();
        for (DoctorReport.Line line : report.lines()) {
            String text = Text.pad(line.passed() ? "ok" : "FAILED", 8) + line.about() + ": " + line.check();
            String detail = line.detail().isEmpty() ? "" : " - " + line.detail();
            page.line(line.passed() ? Page.Tone.PLAIN : Page.Tone.BAD, text + detail);
        }
        long failed = report.lines().stream().filter(line -> !line.passed()).count();
        page.gap();
        if (failed == 0) {
            page.good("Healthy: " + Units.count(report.lines().size(), "check") + " passed.");
        } else {
            page.warning(
                    "Not well: " + failed + " of " + Units.count(report.lines().size(), "check") + " failed.");
        }
        return new Answer(report.healthy() ? ExitCode.DONE : ExitCode.INCOMPLETE, page, () -> Shapes.doctor(report));
    }
}
