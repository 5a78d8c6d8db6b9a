package breakdex.cli;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.HomeRescue;
import breakdex.sync.ProviderRequest;
import breakdex.sync.RebuildReport;
import breakdex.sync.config.HomeDatabase;
import breakdex.sync.store.DatabaseAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "rebuild",
        description = "Makes a lost or damaged database anew from what lies on the places. Reads no video; a damaged"
                + " database is set aside, never deleted.",
        footerHeading = "%nExample:%n",
        footer = "  breakdex rebuild --from nas=/mnt/nas/Breakdex --from disk=/media/disk/Breakdex")
final class RebuildCommand extends EngineCommand {
    @Option(
            names = "--from",
            paramLabel = "NAME=PLACE",
            description = "A place that holds copies (repeatable). Without it: the places that this home had.")
    private List<String> places = new ArrayList<>();

    @Mixin
    private final PlaceOptions about = new PlaceOptions();

    @Mixin
    private final YesOption agreed = new YesOption();

    @Mixin
    private final DryRunOption dry = new DryRunOption();

    RebuildCommand(Context context) {
        super(context);
    }

    @Override
    List<ExitCode> exits() {
        return List.of(ExitCode.INCOMPLETE, ExitCode.REFUSED, ExitCode.NOT_REACHABLE);
    }

    @Override
    boolean beginsHome() {
        return true;
    }

    @Override
    boolean showsProgress() {
        return true;
    }

    /** The engine cannot open what is damaged, and so not set it aside either. */
    @Override
    Optional<Answer> beforeOpening() {
        requests();
        Path home = context().home();
        Optional<HomeRescue> rescue = HomeDatabase.of(
                                home,
                                context().options().db,
                                context().surroundings().environment())
                        instanceof DatabaseAddress.File file
                ? Optional.of(new HomeRescue(home, file, context().clock()))
                : Optional.empty();
        Optional<String> damage = rescue.flatMap(HomeRescue::damage);
        if (dry.dryRun) {
            return Optional.of(preview(damage, rescue));
        }
        if (damage.isPresent()) {
            String question = damage.get() + " Set it aside, and make it anew from the places?";
            if (!new Questions(context()).agreed(agreed.yes, question)) {
                return Optional.of(new Answer(
                        ExitCode.REFUSED,
                        new Page().plain("Nothing was changed."),
                        () -> new Doc().with("dryRun", false)));
            }
            Path where = rescue.orElseThrow().setAside();
            context().console().complain(new Page().plain("The damaged database lies in " + where + " now."));
        }
        return Optional.empty();
    }

    private Answer preview(Optional<String> damage, Optional<HomeRescue> rescue) {
        Page page = new Page();
        damage.ifPresent(sentence -> page.plain(sentence + " It would be set aside in "
                + rescue.orElseThrow().quarantine().getParent() + "."));
        requests()
                .forEach(place -> page.plain(
                        "Would read " + place.name() + " at " + place.config().get(ProviderAddCommand.PATH) + "."));
        if (requests().isEmpty()) {
            page.plain("Would read the places that this home had.");
        }
        page.gap().plain(DryRunOption.NOTHING_CHANGED);
        return new Answer(
                ExitCode.DONE, page, () -> new Doc().with("dryRun", true).with("damage", damage.orElse(null)));
    }

    private List<ProviderRequest> requests() {
        return about.requests("--from", places);
    }

    @Override
    Answer answer(AssetSyncEngine engine) throws InterruptedException {
        RebuildReport report = engine.rebuilder().rebuild(requests());
        Page page = new Page();
        print(report, page);
        return new Answer(Failures.exit(report.outcome()), page, () -> Shapes.rebuild(report));
    }

    static void print(RebuildReport report, Page page) {
        FindingPrinter.print(report.findings(), page);
        page.gap();
        page.plain("From " + String.join(", ", report.places()) + ": " + Units.count(report.assets(), "clip")
                + " under " + Units.count(report.names(), "name") + ".");
        StatusPage.protection(report.protection(), page);
        if (report.listed() > 0) {
            page.warning("Of " + Units.count(report.listed(), "clip")
                    + " nothing is told any more; they stand in the library Recovered under their hashes, and the next"
                    + " sync looks at them. `breakdex restore --all --to DIR` brings them back.");
        }
        report.libraries().forEach(library -> page.plain("Library " + library + " was added again."));
        page.plain(
                report.libraries().isEmpty()
                        ? "Next: `breakdex add DIR` for each folder of videos that is here, then `breakdex sync`."
                        : "Next: `breakdex sync` looks at the files that are here.");
    }
}
