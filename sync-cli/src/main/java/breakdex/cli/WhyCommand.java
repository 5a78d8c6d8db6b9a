package breakdex.cli;

import breakdex.sync.AssetReport;
import breakdex.sync.AssetSyncEngine;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "why",
        description = "Says how safe one file is and why, where its copies are, and, if it was freed, on what grounds.",
        footerHeading = "%nExample:%n",
        footer = "  breakdex why ~/Videos/battle.mp4")
final class WhyCommand extends EngineCommand {
    @Parameters(
            paramLabel = "FILE|HASH",
            description = "A file's path, freed ones too, or a SHA-256 or its first digits (6 or more).")
    private String subject = "";

    WhyCommand(Context context) {
        super(context);
    }

    @Override
    List<ExitCode> exits() {
        return List.of(ExitCode.NOTHING_CONFIGURED);
    }

    @Override
    Answer answer(AssetSyncEngine engine) {
        AssetReport report = engine.why(subject);
        Page page = new Page();
        new WhyPage(context().clock()).print(report, page);
        return new Answer(ExitCode.DONE, page, () -> Shapes.why(report));
    }
}
