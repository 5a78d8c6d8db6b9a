package breakdex.cli;

import breakdex.sync.OperationView;
import breakdex.sync.SyncState;
import breakdex.sync.provider.Quota;
import java.util.List;

/** The shape of {@code status --json} and its parts. */
final class StateShapes {
    private StateShapes() {}

    /** @param queued the operations that the state shows, where it shows them */
    static Doc state(SyncState state, List<OperationView> queued) {
        return new Doc()
                .with("state", Shapes.word(state.kind()))
                .with("message", state.message())
                .with("shows", state.shows())
                .with("protection", Shapes.protection(state.protection()))
                .withEach("libraries", state.libraries(), StateShapes::library)
                .withEach("providers", state.providers(), StateShapes::provider)
                .with("queue", queue(state.queue()))
                .with("nameless", Shapes.amount(state.nameless()))
                .with("missingHere", state.missingHere())
                .withTexts("deletedButPresent", state.deletedButPresent())
                .withTexts("onboarding", state.kind() == SyncState.Kind.NO_PROVIDERS ? Onboarding.STEPS : List.of())
                .withEach("queuedOperations", queued, Shapes::operation)
                .withEach("findings", state.findings(), Shapes::finding);
    }

    private static Doc library(SyncState.LibraryState library) {
        return new Doc()
                .with("name", library.name())
                .with("place", library.place())
                .with("domain", Shapes.domain(library.domain()))
                .with("present", library.present())
                .with("freed", library.freed())
                .with("missingHere", library.missing())
                .with("deleted", library.deleted());
    }

    static Doc provider(SyncState.ProviderState provider) {
        Quota space = provider.space();
        return new Doc()
                .with("id", provider.id())
                .with("name", provider.name())
                .with("type", provider.type())
                .with("enabled", provider.enabled())
                .with("where", provider.where())
                .with("domain", Shapes.domain(provider.domain()))
                .with("counts", provider.counts())
                .with("proved", Shapes.amount(provider.proved()))
                .with("failedCopies", provider.failedCopies())
                .with("oldestProof", provider.oldestProof())
                .with("trouble", provider.trouble())
                .with("quotaBytes", space == null ? null : space.totalBytes())
                .with("freeBytes", space == null ? null : space.freeBytes());
    }

    private static Doc queue(SyncState.QueueState queue) {
        return new Doc()
                .with("queued", Shapes.amount(queue.queued()))
                .with("inProgress", Shapes.amount(queue.inProgress()))
                .with("retryPending", Shapes.amount(queue.retryPending()))
                .with("nextAttempt", queue.nextAttempt())
                .with("permanentlyFailed", Shapes.amount(queue.permanentlyFailed()));
    }
}
