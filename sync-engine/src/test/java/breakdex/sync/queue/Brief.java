package breakdex.sync.queue;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.store.NewOperation;
import breakdex.sync.store.OperationStatus;
import breakdex.sync.store.SyncOperation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operations as one reads them in a failure: every value that the table keeps, and few words. */
final class Brief {
    private static final int DIGITS = 6;

    private Brief() {}

    static String of(ContentHash hash) {
        return "content " + hash.digest().replaceFirst("^0+", "");
    }

    private static String id(String id) {
        return id.substring(0, Math.min(DIGITS, id.length()));
    }

    static String of(NewOperation operation) {
        return "%s (%s of %s on %s, priority %d, for '%s')"
                .formatted(
                        id(operation.id()),
                        operation.type(),
                        of(operation.hash()),
                        operation.providerId(),
                        operation.priority(),
                        operation.machineId());
    }

    static List<String> of(List<SyncOperation> operations) {
        return operations.stream().map(Brief::of).toList();
    }

    static String of(@Nullable SyncOperation row) {
        if (row == null) {
            return "none";
        }
        String all = "%s %s of %s on %s, %s, priority %d, made %s, for '%s', retries %d of %d, bytes %d of %d"
                .formatted(
                        id(row.id()),
                        row.type(),
                        of(row.hash()),
                        row.providerId(),
                        row.status(),
                        row.priority(),
                        row.createdAt(),
                        row.machineId(),
                        row.retryCount(),
                        row.maxRetries(),
                        row.bytesTransferred(),
                        row.totalBytes());
        return all
                + ", furthest %d, deaths %d, fence %d%s%s%s%s%s%s"
                        .formatted(
                                row.furthestOffset(),
                                row.vanishedCount(),
                                row.fence(),
                                row.status() == OperationStatus.IN_PROGRESS
                                        ? ", held by " + row.claimedBy() + " until " + row.leaseExpiresAt()
                                        : ", of " + row.claimedBy() + row.leaseExpiresAt(),
                                row.startedAt() == null ? "" : ", begun " + row.startedAt(),
                                row.completedAt() == null ? "" : ", ended " + row.completedAt(),
                                row.nextAttemptAt() == null ? "" : ", due " + row.nextAttemptAt(),
                                row.fault() == null ? "" : ", " + row.fault(),
                                row.errorMessage() == null ? "" : ", " + row.errorMessage());
    }
}
