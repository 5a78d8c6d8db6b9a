package breakdex.cli;

import breakdex.sync.AssetSyncEngine;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "reconnect",
        description = "Takes a place that was emptied or exchanged on purpose as new. What was proved there does not"
                + " count any more, and `breakdex sync` makes it again.",
        footerHeading = "%nExample:%n",
        footer = "  breakdex provider reconnect disk")
final class ProviderReconnectCommand extends EngineCommand {
    @Parameters(paramLabel = "NAME", description = "The place's name.")
    private String name = "";

    @Mixin
    private final YesOption agreed = new YesOption();

    @Mixin
    private final DryRunOption dry = new DryRunOption();

    ProviderReconnectCommand(Context context) {
        super(context);
    }

    @Override
    List<ExitCode> exits() {
        return List.of(ExitCode.REFUSED, ExitCode.NOTHING_CONFIGURED, ExitCode.NOT_REACHABLE);
    }

    @Override
    Answer answer(AssetSyncEngine engine) throws InterruptedException {
        engine.checkProvider(name);
        if (dry.dryRun) {
            return answer(ExitCode.DONE, false, "Would take " + name + " as new. " + DryRunOption.NOTHING_CHANGED);
        }
        String question = "Take " + name + " as a new place? If it is another than before, nothing that was proved"
                + " there counts any more.";
        if (!new Questions(context()).agreed(agreed.yes, question)) {
            return answer(ExitCode.REFUSED, false, name + " stays as it is.");
        }
        engine.reconnectProvider(name);
        return answer(ExitCode.DONE, true, "Connected " + name + " anew. Next: `breakdex sync`.");
    }

    private Answer answer(ExitCode exit, boolean reconnected, String sentence) {
        return new Answer(
                exit,
                new Page().plain(sentence),
                () -> new Doc()
                        .with("dryRun", dry.dryRun)
                        .with("provider", name)
                        .with("reconnected", reconnected));
    }
}
