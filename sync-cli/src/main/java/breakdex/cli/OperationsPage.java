package breakdex.cli;

import breakdex.sync.OperationView;
import breakdex.sync.event.Words;
import breakdex.sync.store.OperationState;
import breakdex.sync.store.SyncOperation;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** The queue in its four states, with the indicator that each is shown by. */
final class OperationsPage {
    static final int MOST = 20;
    static final String EMPTY = "The queue is empty.";

    private final Clock clock;
    private final boolean all;

    /** @param all whether more than {@value #MOST} of a state are shown */
    OperationsPage(Clock clock, boolean all) {
        this.clock = clock;
        this.all = all;
    }

    void print(List<OperationView> operations, Page page) {
        if (operations.isEmpty()) {
            page.plain(EMPTY);
        }
        state("Failed, needs you", Words.ERROR_BADGE, operations, page);
        state("In progress", Words.PROGRESS_BAR, operations, page);
        state("To be tried again", Words.RETRY_PENDING_INDICATOR, operations, page);
        state("Waiting", Words.PENDING_IN_QUEUE, operations, page);
        state("Done or cancelled", "", operations, page);
    }

    private void state(String title, String indicator, List<OperationView> operations, Page page) {
        List<OperationView> alike = operations.stream()
                .filter(view -> view.indicator().equals(indicator))
                .toList();
        if (alike.isEmpty()) {
            return;
        }
        page.gap().plain(title + (indicator.isEmpty() ? "" : " (" + indicator + ")"));
        alike.stream().limit(all ? alike.size() : MOST).forEach(view -> line(view, page));
        if (!all && alike.size() > MOST) {
            page.faint("  … and " + Units.count(alike.size() - MOST) + " more.");
        }
    }

    private void line(OperationView view, Page page) {
        SyncOperation operation = view.operation();
        String what = "  " + handle(operation) + Text.pad(operation.type().text(), 8) + " " + view.provider() + "  "
                + view.file();
        switch (view.indicator()) {
            case Words.PROGRESS_BAR ->
                page.plain(what + "  " + ProgressText.bar(view.percent()) + " " + view.percent() + "% of "
                        + Units.bytes(operation.totalBytes()) + holder(view));
            case Words.RETRY_PENDING_INDICATOR ->
                page.warning(what + "  next try " + next(operation) + ", " + operation.retryCount() + " of "
                        + operation.maxRetries() + " tries used. " + reason(operation));
            case Words.ERROR_BADGE -> {
                page.bad(what + "  " + reason(operation));
                page.plain("    "
                        + (view.remedy().isEmpty()
                                ? "Mend that, then `breakdex ops retry " + operation.id() + "`."
                                : view.remedy()));
            }
            case Words.PENDING_IN_QUEUE -> page.plain(what + "  " + Units.bytes(operation.totalBytes()));
            default -> page.faint(what + "  " + OperationState.of(operation).words());
        }
    }

    /** The id, where a person can do something with it: cancel what waits, try again what failed. */
    private static String handle(SyncOperation operation) {
        return switch (operation.status()) {
            case QUEUED, FAILED -> operation.id() + "  ";
            case IN_PROGRESS, COMPLETED -> "";
        };
    }

    private static String holder(OperationView view) {
        OperationView.Holder holder = view.holder();
        return holder == null
                ? ""
                : ", by process " + holder.processId() + (holder.here() ? "" : " on " + holder.machine());
    }

    private String next(SyncOperation operation) {
        Instant at = operation.nextAttemptAt();
        return at == null ? "now" : Units.due(at, clock);
    }

    private static String reason(SyncOperation operation) {
        String message = operation.errorMessage();
        return message == null ? "No reason was recorded." : message;
    }
}
