package breakdex.sync.queue;

import breakdex.sync.event.Words;
import breakdex.sync.provider.Fault;
import breakdex.sync.store.OperationStatus;
import breakdex.sync.store.SyncOperation;

/** The states of an operation as the document names them, with what each one shows. */
public enum OperationState {
    QUEUED("queued", Words.PENDING_IN_QUEUE),
    IN_PROGRESS("in progress", Words.PROGRESS_BAR),
    RETRY_PENDING("failed, will be tried again", Words.RETRY_PENDING_INDICATOR),
    PERMANENTLY_FAILED("failed, needs you", Words.ERROR_BADGE),
    CANCELLED("cancelled by you", ""),
    COMPLETED("completed", "");

    private final String words;
    private final String indicator;

    OperationState(String words, String indicator) {
        this.words = words;
        this.indicator = indicator;
    }

    public static OperationState of(SyncOperation operation) {
        if (operation.status() == OperationStatus.FAILED
                && Fault.CANCELLED.name().equals(operation.fault())) {
            return CANCELLED;
        }
        return of(operation.status(), operation.isPermanentlyFailed());
    }

    public static OperationState of(OperationStatus status, boolean permanent) {
        return switch (status) {
            case QUEUED -> QUEUED;
            case IN_PROGRESS -> IN_PROGRESS;
            case COMPLETED -> COMPLETED;
            case FAILED -> permanent ? PERMANENTLY_FAILED : RETRY_PENDING;
        };
    }

    public String words() {
        return words;
    }

    /** The document's indicator; empty where it names none. */
    public String indicator() {
        return indicator;
    }
}
