package breakdex.sync.queue;

import breakdex.sync.store.OperationStatus;
import breakdex.sync.store.SyncOperation;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What must be true of the table whatever happens, told from the table alone. */
final class QueueInvariants {
    private QueueInvariants() {}

    static void check(List<SyncOperation> before, List<SyncOperation> now) {
        Set<String> open = new HashSet<>();
        Set<String> inProgress = new HashSet<>();
        for (SyncOperation row : now) {
            String where = row.hash() + " " + row.providerId();
            boolean held = row.status() == OperationStatus.IN_PROGRESS;
            boolean ended = row.status() == OperationStatus.COMPLETED;
            require(ended || open.add(where + " " + row.type()), "not two open of one kind", row);
            require(!held || inProgress.add(where), "not two in progress for one content on one place", row);
            require(held == (row.claimedBy() != null), "a holder while it is in progress", row);
            require(held == (row.leaseExpiresAt() != null), "a lease while it is in progress", row);
            require(row.retryCount() >= 0 && row.retryCount() <= row.maxRetries(), "no more retries than allowed", row);
            require(row.furthestOffset() <= row.totalBytes(), "not further than its end", row);
            require(!row.isPermanentlyFailed() || row.nextAttemptAt() == null, "not due and permanent", row);
        }
        Map<String, SyncOperation> later =
                now.stream().collect(Collectors.toMap(SyncOperation::id, Function.identity()));
        before.forEach(row -> onward(row, later.getOrDefault(row.id(), row)));
    }

    private static void onward(SyncOperation before, SyncOperation now) {
        boolean held = now.status() == OperationStatus.IN_PROGRESS;
        boolean claimed = held && before.status() != OperationStatus.IN_PROGRESS;
        require(now.fence() >= before.fence() + (claimed ? 1 : 0), "a fence that grows with each claim", now);
        require(now.furthestOffset() >= before.furthestOffset(), "a furthest offset that only grows", now);
        require(
                before.status() != OperationStatus.COMPLETED || now.equals(before),
                "what is completed stays as it is",
                now);
    }

    private static void require(boolean kept, String rule, SyncOperation row) {
        if (!kept) {
            throw new AssertionError(rule + ": " + Brief.of(row));
        }
    }
}
