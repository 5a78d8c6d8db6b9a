package breakdex.cli;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.ProviderRequest;
import breakdex.sync.SyncException;
import breakdex.sync.SyncRequest;
import breakdex.sync.event.Words;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "backup",
        description = "Adds folders, connects places, copies and proves, all at once. Run it again to go on or to"
                + " bring the copies up to date.",
        footerHeading = "%nExample:%n",
        footer = "  breakdex backup ~/Videos --to disk=/media/disk/Breakdex --to nas=/mnt/nas/Breakdex")
final class BackupCommand extends EngineCommand {
    @Parameters(arity = "1..*", paramLabel = "DIR", description = "Folders that hold the videos.")
    private List<Path> folders = new ArrayList<>();

    @Option(
            names = "--to",
            paramLabel = "NAME=PLACE",
            description = "A folder for the copies, with a name of your choice (repeatable). Two on different disks or"
                    + " servers are needed.")
    private List<String> places = new ArrayList<>();

    @Mixin
    private final PlaceOptions about = new PlaceOptions();

    @Mixin
    private final RuleOptions rules = new RuleOptions();

    @Mixin
    private final ReadBackOption readBack = new ReadBackOption();

    @Mixin
    private final DryRunOption dry = new DryRunOption();

    BackupCommand(Context context) {
        super(context);
    }

    @Override
    List<ExitCode> exits() {
        return List.of(ExitCode.INCOMPLETE, ExitCode.REFUSED, ExitCode.NOTHING_CONFIGURED, ExitCode.NOT_REACHABLE);
    }

    @Override
    boolean showsProgress() {
        return true;
    }

    @Override
    boolean beginsHome() {
        return !dry.dryRun && !places.isEmpty();
    }

    @Override
    Answer withoutHome() {
        requests();
        if (places.isEmpty()) {
            throw new SyncException(SyncException.Kind.NOTHING_CONFIGURED, Words.NO_PROVIDERS);
        }
        Page page = new Page();
        folders.forEach(folder -> page.plain("Would add " + TypedPaths.absolute(folder) + "."));
        requests().forEach(request -> page.plain(wouldConnect(request)));
        page.gap().plain(DryRunOption.NOTHING_CHANGED);
        return new Answer(ExitCode.DONE, page, () -> new Doc().with("dryRun", true));
    }

    @Override
    Answer answer(AssetSyncEngine engine) throws InterruptedException {
        List<ProviderRequest> requests = requests();
        Page page = new Page();
        if (dry.dryRun) {
            preview(engine, requests, page);
            if (engine.libraries().isEmpty() || engine.providers().stream().noneMatch(place -> place.enabled())) {
                page.gap().plain(DryRunOption.NOTHING_CHANGED);
                return new Answer(ExitCode.DONE, page, () -> new Doc().with("dryRun", true));
            }
        } else {
            setUp(engine, requests, page);
        }
        page.gap();
        return SyncCommand.sync(engine, new SyncRequest(readBack.direct(), dry.dryRun), page);
    }

    private void setUp(AssetSyncEngine engine, List<ProviderRequest> requests, Page page) throws InterruptedException {
        List<String> before = engine.providerNames();
        TypedPaths.absolute(folders).forEach(folder -> engine.checkLibrary(folder, requests));
        // Places first: where one is refused, no folder is left half set up.
        for (ProviderRequest request : requests) {
            engine.addProvider(request);
            if (!before.contains(request.name())) {
                page.plain("Connected " + request.name() + " at "
                        + request.config().get(ProviderAddCommand.PATH) + ".");
            }
        }
        rules.add(engine, TypedPaths.absolute(folders));
    }

    private void preview(AssetSyncEngine engine, List<ProviderRequest> requests, Page page) {
        TypedPaths.absolute(folders).stream()
                .filter(folder -> engine.libraries().stream().noneMatch(library -> RuleOptions.isAt(library, folder)))
                .forEach(folder -> page.plain("Would add " + folder + "."));
        List<String> names = engine.providerNames();
        requests.stream()
                .filter(request -> !names.contains(request.name()))
                .forEach(request -> page.plain(wouldConnect(request)));
    }

    private static String wouldConnect(ProviderRequest request) {
        return "Would connect " + request.name() + " at " + request.config().get(ProviderAddCommand.PATH) + ".";
    }

    private List<ProviderRequest> requests() {
        return about.requests("--to", places);
    }
}
