package breakdex.cli;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.RestoreReport;
import breakdex.sync.RestoreRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "restore",
        description = "Brings files back from the places, each hash checked. Never writes over other bytes.",
        footerHeading = "%nExample:%n",
        footer = "  breakdex restore --all --to ~/Restored")
final class RestoreCommand extends EngineCommand {
    @Parameters(arity = "0..*", paramLabel = "PATH", description = "Files or folders of a library.")
    private List<Path> paths = new ArrayList<>();

    @Option(names = "--all", description = "Everything.")
    private boolean all;

    @Option(names = "--to", paramLabel = "DIR", description = "Write below this folder rather than in place.")
    private @Nullable Path to;

    @Option(
            names = "--as",
            paramLabel = "FILE",
            description = "Write one clip under this name; PATH may then be the beginning of its SHA-256.")
    private @Nullable Path as;

    @Mixin
    private final DryRunOption dry = new DryRunOption();

    RestoreCommand(Context context) {
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
        if (all != paths.isEmpty()) {
            throw NamedValues.usage("Say what: `breakdex restore PATH`, or `breakdex restore --all`.");
        }
        if (as != null && (all || to != null || paths.size() != 1)) {
            throw NamedValues.usage("--as takes one clip, and neither --all nor --to.");
        }
        Path below = to == null ? null : TypedPaths.absolute(to);
        RestoreReport report = as == null
                ? engine.restore(new RestoreRequest(TypedPaths.absolute(paths), all, below, dry.dryRun))
                : engine.restoreAs(paths.get(0).toString(), TypedPaths.absolute(as), dry.dryRun);
        Page page = new Page();
        print(report, dry.dryRun, page);
        return new Answer(
                report.complete() ? ExitCode.DONE : ExitCode.INCOMPLETE,
                page,
                () -> Shapes.restore(report, dry.dryRun));
    }

    static void print(RestoreReport report, boolean dryRun, Page page) {
        FindingPrinter.print(report.failed(), page);
        String there = report.alreadyThere() == 0
                ? ""
                : " " + Units.count(report.alreadyThere(), "file") + " stood there already, with the right bytes.";
        String figures = Units.count(report.restored(), "file") + ", " + Units.bytes(report.bytes());
        page.gap();
        if (dryRun) {
            page.plain("Would restore " + figures + "." + there).plain(DryRunOption.NOTHING_CHANGED);
            return;
        }
        page.line(
                report.complete() ? Page.Tone.GOOD : Page.Tone.WARNING,
                (report.complete() ? "" : "Incomplete: ") + "Restored " + figures + "." + there);
    }
}
