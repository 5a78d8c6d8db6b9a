package breakdex.cli;

import breakdex.sync.AssetSyncEngine;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;

@Command(
        name = "list",
        description = "Shows every setting and the value in force.",
        footerHeading = "%nExample:%n",
        footer = "  breakdex config list --json")
final class ConfigListCommand extends EngineCommand {
    ConfigListCommand(Context context) {
        super(context);
    }

    @Override
    List<ExitCode> exits() {
        return List.of(ExitCode.NOTHING_CONFIGURED);
    }

    @Override
    Answer answer(AssetSyncEngine engine) {
        Map<String, String> settings = new TreeMap<>(engine.settings());
        Page page = new Page();
        settings.forEach((name, value) -> page.plain(name + " = " + value));
        return new Answer(
                ExitCode.DONE,
                page,
                () -> new Doc()
                        .withEach(
                                "settings",
                                settings.entrySet(),
                                setting ->
                                        new Doc().with("name", setting.getKey()).with("value", setting.getValue())));
    }
}
