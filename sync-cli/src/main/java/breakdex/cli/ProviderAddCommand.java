package breakdex.cli;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.ProviderRequest;
import breakdex.sync.SyncState.ProviderState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "add",
        description = "Connects a place and tries it out: writes a little, reads it back, deletes it.",
        footerHeading = "%nExample:%n",
        footer = "  breakdex provider add folder nas /mnt/nas/Breakdex")
final class ProviderAddCommand extends EngineCommand {
    static final String FOLDER = "folder";
    static final String PATH = "path";

    /** The types that this command knows how to describe. */
    enum Type {
        FOLDER
    }

    @Parameters(index = "0", paramLabel = "TYPE", description = "What kind of place: folder.")
    private Type type = Type.FOLDER;

    @Parameters(index = "1", paramLabel = "NAME", description = "What you want to call it.")
    private String name = "";

    @Parameters(index = "2", paramLabel = "PATH", description = "The folder for the copies; made where it is missing.")
    private Path path = Path.of("");

    @Option(
            names = "--domain",
            paramLabel = "DOMAIN",
            description = "What the place dies together with, where the machine cannot tell.")
    private @Nullable String domain;

    @Option(
            names = "--allow-cached-proof",
            description = "Let a read-back that a cache may have answered stand for one from the medium.")
    private boolean cached;

    @Mixin
    private final DryRunOption dry = new DryRunOption();

    ProviderAddCommand(Context context) {
        super(context);
    }

    static ProviderRequest folder(String name, Path path, @Nullable String domain, boolean cached) {
        return new ProviderRequest(
                name, FOLDER, Map.of(PATH, TypedPaths.absolute(path).toString()), domain, cached);
    }

    @Override
    List<ExitCode> exits() {
        return List.of(ExitCode.REFUSED, ExitCode.NOT_REACHABLE);
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
    Answer answer(AssetSyncEngine engine) throws InterruptedException {
        if (dry.dryRun) {
            return preview();
        }
        ProviderRequest request = switch (type) {
            case FOLDER -> folder(name, path, domain, cached);
        };
        engine.addProvider(request);
        ProviderState added = engine.providers().stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow();
        Page page = new Page().plain("Connected " + name + " at " + added.where() + ".");
        ProviderListCommand.printDomain(added, page);
        page.plain("Next: `breakdex sync`.");
        return new Answer(
                ExitCode.DONE,
                page,
                () -> new Doc().with("dryRun", false).with("provider", StateShapes.provider(added)));
    }

    private Answer preview() {
        Page page = new Page()
                .plain("Would connect " + name + " at " + TypedPaths.absolute(path) + ".")
                .gap()
                .plain(DryRunOption.NOTHING_CHANGED);
        return new Answer(ExitCode.DONE, page, () -> new Doc().with("dryRun", true));
    }
}
