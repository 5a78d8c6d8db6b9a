package breakdex.sync.store;

import breakdex.sync.event.Words;
import java.util.Arrays;
import java.util.Optional;

/** The states of an operation as the document names them, with what each one shows. */
public enum OperationState {
    QUEUED("queued", "queued", Words.PENDING_IN_QUEUE),
    IN_PROGRESS("in-progress", "in progress", Words.PROGRESS_BAR),
    RETRY_PENDING("retry", "failed, will be tried again", Words.RETRY_PENDING_INDICATOR),
    PERMANENTLY_FAILED("failed", "failed, needs you", Words.ERROR_BADGE),
    CANCELLED("cancelled", "cancelled by you", ""),
    COMPLETED("completed", "completed", "");

    private final String key;
    private final String words;
    private final String indicator;

    OperationState(String key, String words, String indicator) {
        this.key = key;
        this.words = words;
        this.indicator = indicator;
    }

    /** Where an operation stands, by its row alone. */
    public static OperationState of(SyncOperation operation) {
        if (operation.status() == OperationStatus.FAILED && SyncOperation.CANCELLED.equals(operation.fault())) {
            return CANCELLED;
        }
        return of(operation.status(), operation.isPermanentlyFailed());
    }

    /** @param permanent whether no retry is left */
    public static OperationState of(OperationStatus status, boolean permanent) {
        return switch (status) {
            case QUEUED -> QUEUED;
            case IN_PROGRESS -> IN_PROGRESS;
            case COMPLETED -> COMPLETED;
            case FAILED -> permanent ? PERMANENTLY_FAILED : RETRY_PENDING;
        };
    }

    /** The state that a person calls by this word; empty where there is none. */
    public static Optional<OperationState> called(String key) {
        return Arrays.stream(values()).filter(state -> state.key.equals(key)).findFirst();
    }

    /** The word by which a person asks for it, such as {@code in-progress}. */
    public String key() {
        return key;
    }

    /** The state as people read it. */
    public String words() {
        return words;
    }

    /** The document's indicator; empty where it names none. */
    public String indicator() {
        return indicator;
    }
}
