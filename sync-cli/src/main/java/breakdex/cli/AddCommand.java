package breakdex.cli;

import breakdex.sync.AssetSyncEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "add",
        description =
                "Adds folders as libraries. Copies nothing yet; an added folder keeps its rules unless new ones are"
                        + " given.",
        footerHeading = "%nExample:%n",
        footer = "  breakdex add ~/Videos --exclude 'drafts/**'")
final class AddCommand extends EngineCommand {
    @Parameters(arity = "1..*", paramLabel = "DIR", description = "Folders that hold videos.")
    private List<Path> folders = new ArrayList<>();

    @Mixin
    private final RuleOptions rules = new RuleOptions();

    @Mixin
    private final DryRunOption dry = new DryRunOption();

    AddCommand(Context context) {
        super(context);
    }

    @Override
    List<ExitCode> exits() {
        return List.of(ExitCode.NOT_REACHABLE);
    }

    @Override
    boolean beginsHome() {
        return !dry.dryRun;
    }

    @Override
    Answer withoutHome() {
        return preview();
    }

    @Override
    Answer answer(AssetSyncEngine engine) {
        if (dry.dryRun) {
            return preview();
        }
        Page page = new Page();
        List<Path> all = TypedPaths.absolute(folders);
        List<String> names = rules.add(engine, all);
        for (int at = 0; at < all.size(); at++) {
            page.plain("Library " + names.get(at) + ": " + all.get(at) + ".");
        }
        page.plain(
                engine.providers().isEmpty()
                        ? "Next: connect two places, `breakdex provider add folder NAME PATH`."
                        : "Next: `breakdex sync`.");
        return answer(page);
    }

    private Answer preview() {
        Page page = new Page();
        TypedPaths.absolute(folders).forEach(folder -> page.plain("Would add " + folder + "."));
        return answer(page.gap().plain(DryRunOption.NOTHING_CHANGED));
    }

    private Answer answer(Page page) {
        List<String> added =
                TypedPaths.absolute(folders).stream().map(Path::toString).toList();
        return new Answer(
                ExitCode.DONE, page, () -> new Doc().with("dryRun", dry.dryRun).withTexts("folders", added));
    }
}
