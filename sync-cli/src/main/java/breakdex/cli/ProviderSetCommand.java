package breakdex.cli;

import breakdex.sync.AssetSyncEngine;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "set",
        description = "Changes what is taken for a proof on one place.",
        footerHeading = "%nExample:%n",
        footer = "  breakdex provider set nas --allow-cached-proof")
final class ProviderSetCommand extends EngineCommand {
    @Parameters(paramLabel = "NAME", description = "The place's name.")
    private String name = "";

    @Option(
            names = "--allow-cached-proof",
            negatable = true,
            required = true,
            description = "Whether a read-back that a cache may have answered stands for one from the medium.")
    private @Nullable Boolean cached;

    @Mixin
    private final DryRunOption dry = new DryRunOption();

    ProviderSetCommand(Context context) {
        super(context);
    }

    @Override
    List<ExitCode> exits() {
        return List.of(ExitCode.NOTHING_CONFIGURED);
    }

    @Override
    Answer answer(AssetSyncEngine engine) {
        engine.checkProvider(name);
        boolean allowed = Boolean.TRUE.equals(cached);
        if (!dry.dryRun) {
            engine.allowCachedProof(name, allowed);
        }
        Page page = new Page()
                .plain("A cached read-back " + (dry.dryRun ? "would count" : "counts") + (allowed ? "" : " no longer")
                        + " as a proof on " + name + ".");
        return new Answer(
                ExitCode.DONE,
                page,
                () -> new Doc()
                        .with("dryRun", dry.dryRun)
                        .with("provider", name)
                        .with("allowCachedProof", allowed));
    }
}
