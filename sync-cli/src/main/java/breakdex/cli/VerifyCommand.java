package breakdex.cli;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.VerifyReport;
import breakdex.sync.VerifyRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        description = "Looks at copies again and proves that they hold what they should. Without a path: those"
                + " whose proof is older than 30 days, the oldest first.",
        footerHeading = "%nExample:%n",
        footer = "  breakdex verify ~/Videos/battle.mp4")
final class VerifyCommand extends EngineCommand {
    @Parameters(arity = "0..*", paramLabel = "PATH", description = "Files or folders of a library.")
    private List<Path> paths = new ArrayList<>();

    @Option(names = "--all", description = "Every copy of every clip.")
    private boolean all;

    VerifyCommand(Context context) {
        super(context);
    }

    @Override
    List<ExitCode> exits() {
        return List.of(ExitCode.INCOMPLETE, ExitCode.NOTHING_CONFIGURED, ExitCode.NOT_REACHABLE);
    }

    @Override
    boolean showsProgress() {
        return true;
    }

    @Override
    Answer answer(AssetSyncEngine engine) throws InterruptedException {
        if (all && !paths.isEmpty()) {
            throw NamedValues.usage("Give paths or --all, not both.");
        }
        VerifyReport report = engine.verify(new VerifyRequest(TypedPaths.absolute(paths), all));
        Page page = new Page();
        print(report, page);
        return new Answer(Failures.exit(report.outcome()), page, () -> Shapes.verify(report));
    }

    static void print(VerifyReport report, Page page) {
        FindingPrinter.print(report.findings(), page);
        String figures = Units.count(report.proved(), "copy") + " proved, " + Units.bytes(report.bytes()) + " read.";
        boolean good = Failures.exit(report.outcome()) == ExitCode.DONE;
        page.gap().line(good ? Page.Tone.GOOD : Page.Tone.WARNING, (good ? "" : "Incomplete: ") + figures);
    }
}
