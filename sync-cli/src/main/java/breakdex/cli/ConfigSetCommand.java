package breakdex.cli;

import breakdex.sync.AssetSyncEngine;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "set",
        description = "Changes one setting.",
        footerHeading = "%nExample:%n",
        footer = "  breakdex config set read-back direct")
final class ConfigSetCommand extends EngineCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "As `breakdex config list` shows it.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "VALUE", description = "The new value.")
    private String value = "";

    @Mixin
    private final DryRunOption dry = new DryRunOption();

    ConfigSetCommand(Context context) {
        super(context);
    }

    @Override
    List<ExitCode> exits() {
        return List.of();
    }

    @Override
    boolean beginsHome() {
        return !dry.dryRun;
    }

    @Override
    Answer answer(AssetSyncEngine engine) {
        engine.checkSetting(name, value);
        String before = engine.settings().getOrDefault(name, "");
        if (!dry.dryRun) {
            engine.set(name, value);
        }
        Page page = new Page();
        page.plain(
                dry.dryRun
                        ? "Would set " + name + " to " + value + "; it is " + before + "."
                        : name + " = " + value + " (was " + before + ")");
        return new Answer(
                ExitCode.DONE,
                page,
                () -> new Doc()
                        .with("dryRun", dry.dryRun)
                        .with("name", name)
                        .with("before", before)
                        .with("value", value));
    }
}
