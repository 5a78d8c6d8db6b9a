package breakdex.sync;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.provider.Fault;
import breakdex.sync.queue.OperationState;
import breakdex.sync.store.OperationStatus;
import breakdex.sync.store.ProviderRow;
import breakdex.sync.store.SyncOperation;
import breakdex.sync.store.Tx;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Operations as every face shows them: as they are, also where a worker died and left its rows behind. */
final class OperationViews {
    private final HomeLock lock;
    private final Clock clock;

    OperationViews(HomeLock lock, Clock clock) {
        this.lock = lock;
        this.clock = clock;
    }

    List<OperationView> of(Tx tx, List<SyncOperation> operations) {
        Map<String, String> names =
                tx.providers().all().stream().collect(Collectors.toMap(ProviderRow::id, ProviderRow::name));
        boolean claims = operations.stream().anyMatch(OperationViews::isClaimed);
        boolean atWork = claims && lock.isTaken();
        return operations.stream()
                .map(operation -> isHeldByTheDead(operation, atWork) ? operation.waiting() : operation)
                .map(operation -> new OperationView(
                        operation,
                        file(tx, operation.hash()),
                        names.getOrDefault(operation.providerId(), operation.providerId()),
                        OperationState.of(operation).indicator(),
                        percent(operation),
                        remedy(operation)))
                .toList();
    }

    private static boolean isClaimed(SyncOperation operation) {
        return operation.status() == OperationStatus.IN_PROGRESS;
    }

    /** Who works holds the home, and renews his lease. What another held waits; the next run says so in its row. */
    private boolean isHeldByTheDead(SyncOperation operation, boolean atWork) {
        Instant lease = operation.leaseExpiresAt();
        return isClaimed(operation) && (!atWork || lease == null || lease.isBefore(clock.instant()));
    }

    private static String file(Tx tx, ContentHash hash) {
        return tx.assets().find(hash).map(CopyCare::label).orElse(hash.brief());
    }

    private static int percent(SyncOperation operation) {
        return switch (operation.status()) {
            case COMPLETED -> 100;
            case QUEUED, IN_PROGRESS, FAILED ->
                operation.totalBytes() == 0 ? 0 : (int) (operation.bytesTransferred() * 100 / operation.totalBytes());
        };
    }

    private static String remedy(SyncOperation operation) {
        String fault = operation.fault();
        if (fault == null || !operation.isPermanentlyFailed()) {
            return "";
        }
        String again = " then breakdex ops retry " + operation.id() + ".";
        return switch (Fault.valueOf(fault)) {
            case UNREACHABLE, AWAY -> "Connect the place," + again;
            case THROTTLED -> "Wait some minutes," + again;
            case AUTH -> "Give this user the right to write there, or sign in again," + again;
            case QUOTA -> "Make space there," + again;
            case REFUSED -> "This place will not take the file: add another place for it, or cancel this operation.";
            case DAMAGED -> "Check that disk with breakdex doctor," + again;
            case UNREADABLE ->
                "Give this user the right to read it, or move away what lies there, then run breakdex sync.";
            case ABSENT -> "Run breakdex sync to make the copy again," + again;
            case CANCELLED -> "Queue it again with breakdex ops retry " + operation.id() + ".";
            case UNEXPECTED -> "See breakdex doctor," + again;
        };
    }
}
