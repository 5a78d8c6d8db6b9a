package breakdex.sync;

import breakdex.sync.event.Finding;
import breakdex.sync.event.SyncEvent;
import breakdex.sync.provider.Fault;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.store.SyncOperation;
import java.time.Instant;

/** What follows from a provider's failure: for the operation, for the provider, and for the report. */
final class OperationFailures {
    private OperationFailures() {}

    static void fail(
            RunContext run,
            ProviderSession session,
            SyncOperation operation,
            ProviderException why,
            OperationProgress progress) {
        Instant next = run.queue().fail(operation, why, progress.furthest());
        if (next == null) {
            run.log().leaseLost(operation);
            return;
        }
        if (next.equals(Instant.MIN)) {
            pause(run, session, why);
            return;
        }
        String message = String.valueOf(why.getMessage());
        run.log()
                .event(new SyncEvent.OperationFailed(
                        operation.id(),
                        operation.type().text(),
                        session.row().name(),
                        operation.hash(),
                        message,
                        next));
        // Of a copy that cannot be read it is said already what helps.
        if (next.equals(Instant.MAX) && why.fault() != Fault.UNREADABLE) {
            run.log()
                    .found(Finding.warning(
                            "operation-failed",
                            operation.hash().brief(),
                            "An operation (" + operation.type().text() + ") needs you: " + message + ".",
                            "See breakdex ops list; when the cause is mended, breakdex ops retry " + operation.id()
                                    + "."));
        }
    }

    /** Leaves a provider alone for the rest of the run; its operations wait unharmed. */
    static void pause(RunContext run, ProviderSession session, ProviderException why) {
        if (session.isPaused()) {
            return;
        }
        session.pause(why);
        ProviderTrouble.report(run.database(), run.log(), session.row(), why);
    }
}
