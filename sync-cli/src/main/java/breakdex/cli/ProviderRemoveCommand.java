package breakdex.cli;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.event.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "remove",
        description = "Stops using a place. Its copies stay where they are, and do not count any more.",
        footerHeading = "%nExample:%n",
        footer = "  breakdex provider remove old-disk --dry-run")
final class ProviderRemoveCommand extends EngineCommand {
    @Parameters(paramLabel = "NAME", description = "The place's name.")
    private String name = "";

    @Option(
            names = "--leaving-none",
            paramLabel = "N",
            description = "Agree beforehand that N clips are left without any copy.")
    private @Nullable Long leavingNone;

    @Mixin
    private final YesOption agreed = new YesOption();

    @Mixin
    private final DryRunOption dry = new DryRunOption();

    ProviderRemoveCommand(Context context) {
        super(context);
    }

    @Override
    List<ExitCode> exits() {
        return List.of(ExitCode.REFUSED, ExitCode.NOTHING_CONFIGURED);
    }

    @Override
    Answer answer(AssetSyncEngine engine) {
        List<Finding> consequences = engine.previewRemoval(name);
        Page page = new Page();
        FindingPrinter.print(consequences, page);
        if (dry.dryRun) {
            page.gap().plain(DryRunOption.NOTHING_CHANGED);
            return answer(ExitCode.DONE, false, consequences, page);
        }
        context().console().complain(page);
        if (!agreed(consequences)) {
            return answer(ExitCode.REFUSED, false, consequences, new Page().plain(name + " stays as it is."));
        }
        engine.removeProvider(name);
        Page done =
                new Page().plain("Removed " + name + ". Its copies stay where they are; they do not count any more.");
        return answer(ExitCode.DONE, true, consequences, done);
    }

    private boolean agreed(List<Finding> consequences) {
        Questions questions = new Questions(context());
        long none = none(consequences);
        return none > 0
                ? questions.typed(
                        none,
                        leavingNone,
                        "--leaving-none",
                        "Without " + name + ", " + Units.count(none, "clip") + " would have no copy at all.")
                : questions.agreed(agreed.yes, "Stop using " + name + "?");
    }

    /** The engine gives the number of clips that would have no copy at all as the subject of an error. */
    private static long none(List<Finding> consequences) {
        return consequences.stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .mapToLong(finding -> Long.parseLong(finding.subject()))
                .sum();
    }

    private Answer answer(ExitCode exit, boolean removed, List<Finding> consequences, Page page) {
        return new Answer(
                exit,
                page,
                () -> new Doc()
                        .with("dryRun", dry.dryRun)
                        .with("provider", name)
                        .with("removed", removed)
                        .withEach("consequences", consequences, Shapes::finding));
    }
}
