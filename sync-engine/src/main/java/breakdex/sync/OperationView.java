package breakdex.sync;

import breakdex.sync.store.SyncOperation;
import org.jspecify.annotations.Nullable;

/**
 * An operation as every face shows it.
 *
 * @param file a name of the asset, or its hash where it has none
 * @param provider as people call it
 * @param indicator the document's indicator: {@code pending_in_queue}, {@code progress_bar},
 *     {@code retry_pending_indicator}, {@code error_badge}; empty for a cancelled or completed one
 * @param percent 0 to 100
 * @param remedy what to do about a failure, empty where nothing is to be done
 * @param holder who is at work on it; null where nobody is, or where it is not known who
 */
public record OperationView(
        SyncOperation operation,
        String file,
        String provider,
        String indicator,
        int percent,
        String remedy,
        @Nullable Holder holder) {
    /**
     * A program that is at work on an operation.
     *
     * @param processId the system's number of its process, on its machine
     * @param machine the machine's name
     * @param here whether that is the machine of this home
     */
    public record Holder(long processId, String machine, boolean here) {}
}
