package breakdex.cli;

import breakdex.sync.OperationView;
import breakdex.sync.SyncState;
import breakdex.sync.SyncState.LibraryState;
import breakdex.sync.SyncState.QueueState;
import breakdex.sync.asset.Protection;
import breakdex.sync.store.StatusDao.Amount;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** {@code status} for people: what is safe, what is not, and where it lies. */
final class StatusPage {
    private final Clock clock;

    StatusPage(Clock clock) {
        this.clock = clock;
    }

    /** @param queued shown where the state says so */
    void print(SyncState state, List<OperationView> queued, Page page) {
        switch (state.kind()) {
            case NO_PROVIDERS -> Onboarding.print(page);
            case OFFLINE -> offline(state, queued, page);
            case READY -> {}
        }
        protection(state.protection(), page.gap());
        if (!state.libraries().isEmpty() && state.protection().values().stream().allMatch(Amount.NONE::equals)) {
            page.plain("No clip is known yet. `breakdex sync` looks for them.");
        }
        libraries(state, page.gap());
        providers(state, page.gap());
        queue(state.queue(), page.gap());
        FindingPrinter.print(state.findings(), page.gap());
        notes(state, page.gap());
    }

    private void offline(SyncState state, List<OperationView> queued, Page page) {
        page.warning(state.message()).gap().plain("Queued (" + state.shows() + "):");
        new OperationsPage(clock, false).print(queued, page);
    }

    /** How many clips are how safe. */
    static void protection(Map<Protection, Amount> amounts, Page page) {
        for (Protection protection : Protection.values()) {
            Amount amount = amounts.getOrDefault(protection, Amount.NONE);
            if (amount.assets() > 0) {
                page.line(
                        tone(protection),
                        Text.pad(protection.words(), 14)
                                + Text.pad(Units.count(amount.assets(), "clip"), 14)
                                + Text.pad(Units.bytes(amount.bytes()), 9)
                                + protection.meaning());
            }
        }
    }

    private static Page.Tone tone(Protection protection) {
        return switch (protection) {
            case PROTECTED -> Page.Tone.GOOD;
            case PROOF_DUE, AT_RISK, NOT_BACKED_UP -> Page.Tone.WARNING;
            case LOST -> Page.Tone.BAD;
            case DELETED -> Page.Tone.FAINT;
        };
    }

    private static void libraries(SyncState state, Page page) {
        if (!state.libraries().isEmpty()) {
            page.plain("Libraries");
        }
        for (LibraryState library : state.libraries()) {
            String place = library.place();
            page.plain("  " + library.name() + ": " + (place == null ? "no place on this device" : place));
            page.plain("    " + Units.count(library.present(), "file") + " present, " + Units.count(library.freed())
                    + " freed, " + Units.count(library.missing()) + " missing here; disk: "
                    + library.domain().words());
        }
    }

    private void providers(SyncState state, Page page) {
        if (!state.providers().isEmpty()) {
            page.plain("Places");
        }
        Page places = new Page();
        state.providers().forEach(provider -> ProviderListCommand.print(provider, clock, places));
        places.lines().forEach(line -> page.line(line.tone(), "  " + line.text()));
    }

    private void queue(QueueState queue, Page page) {
        if (queue.open() == 0) {
            return;
        }
        page.plain("Queue");
        waiting("in progress", queue.inProgress(), "", page);
        waiting("waiting", queue.queued(), "", page);
        waiting("to be tried again", queue.retryPending(), next(queue), page);
        if (queue.permanentlyFailed().assets() > 0) {
            page.bad("  " + Units.count(queue.permanentlyFailed().assets())
                    + " failed and need you: `breakdex ops list` says why.");
        }
    }

    private String next(QueueState queue) {
        var at = queue.nextAttempt();
        return at == null ? "" : ", next try " + Units.due(at, clock);
    }

    private static void waiting(String words, Amount amount, String more, Page page) {
        if (amount.assets() > 0) {
            page.plain("  " + Units.count(amount.assets()) + " " + words + ", " + Units.bytes(amount.bytes()) + more);
        }
    }

    private static void notes(SyncState state, Page page) {
        if (state.nameless().assets() > 0) {
            page.plain(Units.count(state.nameless().assets(), "clip") + ", "
                    + Units.bytes(state.nameless().bytes())
                    + ", have no name any more: other bytes came under it. They are kept until you delete them.");
        }
        if (state.missingHere() > 0) {
            page.warning(Units.count(state.missingHere(), "file")
                    + " vanished from this machine without us. `breakdex restore --all` brings back what is proved.");
        }
        for (String path : state.deletedButPresent()) {
            page.warning(path + " lies here though you deleted it, so it is not kept safe."
                    + " `breakdex undelete` keeps it.");
        }
    }
}
