package breakdex.cli;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.SyncException;
import breakdex.sync.VerifyBudget;
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
                + " whose proof is older than 30 days. The oldest proof comes first. With --local, reads the files of"
                + " the libraries instead; one that rotted is set aside and fetched again.",
        footerHeading = "%nExample:%n",
        footer = "  breakdex verify --all --max-time 30m")
final class VerifyCommand extends EngineCommand {
    @Parameters(arity = "0..*", paramLabel = "PATH", description = "Files or folders of a library.")
    private List<Path> paths = new ArrayList<>();

    @Option(names = "--all", description = "Every copy of every clip.")
    private boolean all;

    @Option(names = "--local", description = "Local files instead of copies: those of the paths, or all.")
    private boolean local;

    @Option(
            names = "--max-bytes",
            paramLabel = "SIZE",
            description = "Read no more than this, such as 10G; else without a limit.")
    private String maxBytes = "unlimited";

    @Option(
            names = "--max-time",
            paramLabel = "TIME",
            description = "Begin nothing after this, such as 30m; else without a limit.")
    private String maxTime = "unlimited";

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
        if (all && local) {
            throw NamedValues.usage("--all means all copies, --local the local files; give one of them.");
        }
        VerifyReport report = engine.verify(new VerifyRequest(TypedPaths.absolute(paths), all, local, budget()));
        Page page = new Page();
        print(report, local, page);
        return new Answer(Failures.exit(report.outcome()), page, () -> Shapes.verify(report));
    }

    private VerifyBudget budget() {
        return new VerifyBudget(
                VerifyBudget.bytes(maxBytes)
                        .orElseThrow(() -> wrong("--max-bytes", VerifyBudget.TAKES_BYTES, maxBytes)),
                VerifyBudget.time(maxTime).orElseThrow(() -> wrong("--max-time", VerifyBudget.TAKES_TIME, maxTime)));
    }

    private static SyncException wrong(String option, String takes, String typed) {
        return NamedValues.usage(option + " takes " + takes + ", not " + typed + ".");
    }

    static void print(VerifyReport report, boolean local, Page page) {
        FindingPrinter.print(report.findings(), page);
        page.gap();
        CheckedPage.left(report.checked(), page);
        String figures = local
                ? CheckedPage.files(report.checked())
                : Units.count(report.proved(), "copy") + " proved, " + Units.bytes(report.bytes()) + " read.";
        boolean good = Failures.exit(report.outcome()) == ExitCode.DONE;
        page.line(good ? Page.Tone.GOOD : Page.Tone.WARNING, (good ? "" : "Incomplete: ") + figures);
    }
}
