package breakdex.sync.store;

import java.util.Locale;

/** Where an operation stands. The database holds the lower-case name. */
public enum OperationStatus {
    QUEUED,
    IN_PROGRESS,
    COMPLETED,
    /** To be tried again while {@code retry_count < max_retries}, else permanent. */
    FAILED;

    /** As it stands in the database and in every face. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
