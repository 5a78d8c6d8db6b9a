package breakdex.sync;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.provider.Fault;
import breakdex.sync.store.OperationFilter;
import breakdex.sync.store.OperationState;
import breakdex.sync.store.OperationStatus;
import breakdex.sync.store.ProviderRow;
import breakdex.sync.store.SyncOperation;
import breakdex.sync.store.Tx;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Operations as every face shows them: as they are, also where a worker died and left its rows behind. */
final class OperationViews {
    private final Workers workers;

    OperationViews(Workers workers) {
        this.workers = workers;
    }

    /** What is asked for. What a dead worker left counts as waiting. */
    List<OperationView> list(Tx tx, OperationFilter filter) {
        return of(tx, tx.operations().list(filter, workers.living(tx), tx.now()));
    }

    /** The one with this id; empty where there is none, or it breaks the rules of the queue. */
    Optional<OperationView> one(Tx tx, String id) {
        return of(tx, tx.operations().find(id).stream().toList()).stream().findFirst();
    }

    List<OperationView> of(Tx tx, List<SyncOperation> operations) {
        Map<String, String> names =
                tx.providers().all().stream().collect(Collectors.toMap(ProviderRow::id, ProviderRow::name));
        Set<String> living = workers.living(tx);
        Map<String, OperationView.Holder> holders = workers.holders(tx);
        Instant now = tx.now();
        return operations.stream()
                .map(operation -> isHeldByTheDead(operation, living, now) ? operation.waiting() : operation)
                .map(operation -> new OperationView(
                        operation,
                        file(tx, operation.hash()),
                        names.getOrDefault(operation.providerId(), operation.providerId()),
                        OperationState.of(operation).indicator(),
                        percent(operation),
                        remedy(operation),
                        operation.claimedBy() == null ? null : holders.get(operation.claimedBy())))
                .toList();
    }

    /** Who works renews his lease. What another held waits; the next run says so in its row. */
    private static boolean isHeldByTheDead(SyncOperation operation, Set<String> living, Instant now) {
        Instant lease = operation.leaseExpiresAt();
        return operation.status() == OperationStatus.IN_PROGRESS
                && (!living.contains(operation.claimedBy()) || lease == null || lease.isBefore(now));
    }

    private static String file(Tx tx, ContentHash hash) {
        return tx.assets().find(hash).map(CopyCare::label).orElse(hash.brief());
    }

    private static int percent(SyncOperation operation) {
        return switch (operation.status()) {
            case COMPLETED -> 100;
            case QUEUED, IN_PROGRESS, FAILED ->
                operation.totalBytes() == 0
                        ? 0
                        : (int) Math.min(100, operation.bytesTransferred() * 100 / operation.totalBytes());
        };
    }

    private static String remedy(SyncOperation operation) {
        String fault = operation.fault();
        if (fault == null || !operation.isPermanentlyFailed()) {
            return "";
        }
        String again = " then breakdex ops retry " + operation.id() + ".";
        return switch (kind(fault)) {
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

    /** One that another version knows is as good as unexpected. */
    private static Fault kind(String fault) {
        return Arrays.stream(Fault.values())
                .filter(known -> known.name().equals(fault))
                .findFirst()
                .orElse(Fault.UNEXPECTED);
    }
}
