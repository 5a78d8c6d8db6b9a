package breakdex.sync.store;

import breakdex.sync.asset.ContentHash;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code sync_operations}: one task.
 *
 * @param priority higher goes first
 * @param bytesTransferred confirmed so far, of {@code totalBytes}
 * @param nextAttemptAt when a failed one is due again; null for at once
 * @param fence grows with each claim, so that a worker that lost its lease cannot commit over its successor
 * @param fault the name of the last {@code Fault}, null where none happened
 * @param furthestOffset the furthest that was ever confirmed: an attempt that passes it costs no retry
 * @param vanishedCount how many workers in a row died over it without progress
 * @param machineId the machine whose disk it needs; empty for any
 */
public record SyncOperation(
        String id,
        ContentHash hash,
        String providerId,
        OperationType type,
        OperationStatus status,
        long priority,
        int retryCount,
        int maxRetries,
        @Nullable String errorMessage,
        long bytesTransferred,
        long totalBytes,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable Instant nextAttemptAt,
        @Nullable String claimedBy,
        @Nullable Instant leaseExpiresAt,
        long fence,
        @Nullable String fault,
        long furthestOffset,
        int vanishedCount,
        String machineId) {
    public static final int DEFAULT_MAX_RETRIES = 3;

    /** The fault of one that a person took out of the queue. */
    static final String CANCELLED = "CANCELLED";

    /** The same in nobody's hands. */
    public SyncOperation waiting() {
        return new SyncOperation(
                id,
                hash,
                providerId,
                type,
                OperationStatus.QUEUED,
                priority,
                retryCount,
                maxRetries,
                errorMessage,
                bytesTransferred,
                totalBytes,
                createdAt,
                startedAt,
                completedAt,
                nextAttemptAt,
                null,
                null,
                fence,
                fault,
                furthestOffset,
                vanishedCount,
                machineId);
    }

    /** Needs a person, or a change of its cause. */
    public boolean isPermanentlyFailed() {
        return status == OperationStatus.FAILED && retryCount >= maxRetries;
    }
}
