package breakdex.cli;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.SyncState.ProviderState;
import breakdex.sync.provider.Quota;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "list",
        description = "Shows every place, what it dies together with, and what is proved there.",
        footerHeading = "%nExample:%n",
        footer = "  breakdex provider list --json")
final class ProviderListCommand extends EngineCommand {
    ProviderListCommand(Context context) {
        super(context);
    }

    @Override
    List<ExitCode> exits() {
        return List.of(ExitCode.NOTHING_CONFIGURED);
    }

    @Override
    Answer answer(AssetSyncEngine engine) {
        List<ProviderState> providers = engine.providers();
        if (providers.isEmpty()) {
            return withoutHome();
        }
        Page page = new Page();
        providers.forEach(provider -> print(provider, context().clock(), page));
        return new Answer(ExitCode.DONE, page, () -> new Doc().withEach("providers", providers, StateShapes::provider));
    }

    /** Some lines on one place. */
    static void print(ProviderState provider, Clock clock, Page page) {
        String off = provider.enabled() ? "" : ", removed";
        page.plain(provider.name() + " (" + provider.type() + off + "): " + provider.where());
        printDomain(provider, page);
        page.plain("  " + proofs(provider, clock));
        Quota space = provider.space();
        if (provider.enabled() && space != null) {
            page.plain("  " + Units.bytes(space.freeBytes()) + " of " + Units.bytes(space.totalBytes())
                    + " free after the last run.");
        }
        if (provider.failedCopies() > 0) {
            page.bad("  " + Units.count(provider.failedCopies(), "copy")
                    + " damaged or gone; `breakdex sync` makes them anew.");
        }
        if (!provider.trouble().isEmpty()) {
            page.warning("  " + provider.trouble());
        }
    }

    static void printDomain(ProviderState provider, Page page) {
        page.plain("  Dies together with: " + provider.domain().words());
        if (provider.enabled() && !provider.counts()) {
            page.warning("  Its copies do not count. If it is a disk of its own, say so with --domain "
                    + provider.name() + "=DOMAIN.");
        }
    }

    private static String proofs(ProviderState provider, Clock clock) {
        Instant oldest = provider.oldestProof();
        if (oldest == null) {
            return "No copy is proved yet.";
        }
        return Units.count(provider.proved().assets(), "copy") + " proved, "
                + Units.bytes(provider.proved().bytes()) + "; the oldest proof is from " + Units.ago(oldest, clock)
                + ".";
    }
}
