package breakdex.sync.store;

import breakdex.sync.asset.ContentHash;

/**
 * A task to be queued.
 *
 * @param machineId the machine whose disk it needs; empty for any
 */
public record NewOperation(
        String id,
        ContentHash hash,
        String providerId,
        OperationType type,
        long priority,
        long totalBytes,
        String machineId) {
    /** For any machine. */
    public static final String ANYWHERE = "";
}
