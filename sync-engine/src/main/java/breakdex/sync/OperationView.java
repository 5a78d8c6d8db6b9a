package breakdex.sync;

import breakdex.sync.store.SyncOperation;

/**
 * An operation as every face shows it.
 *
 * @param file a name of the asset, or its hash where it has none
 * @param provider as people call it
 * @param indicator the document's indicator: {@code pending_in_queue}, {@code progress_bar},
 *     {@code retry_pending_indicator}, {@code error_badge}; empty for a cancelled or completed one
 * @param percent 0 to 100
 * @param remedy what to do about a failure, empty where nothing is to be done
 */
public record OperationView(
        SyncOperation operation, String file, String provider, String indicator, int percent, String remedy) {}
