package breakdex.sync.sim;

import breakdex.sync.store.Database;
import breakdex.sync.store.OperationFilter;
import breakdex.sync.store.OperationStatus;
import breakdex.sync.store.SyncOperation;
import breakdex.sync.store.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who holds which operation of one device: a claim is its owner's until it ends it, dies, or its lease is over. */
final class Claims {
    private static final int ALL = 100_000;

    private final Supplier<Database> database;
    private final String device;
    private Map<String, Claim> held = new HashMap<>();

    Claims(Supplier<Database> database, String device) {
        this.database = database;
        this.device = device;
    }

    /** @param owner null where the claim was made while nobody looked */
    private record Claim(@Nullable Hazards owner, long fence, Instant until) {}

    /** Whose the claims are that stand now is not known. */
    void begin() {
        held = now(null);
    }

    private Map<String, Claim> now(@Nullable Hazards process) {
        return database.get().read(tx -> {
            Map<String, Claim> now = new HashMap<>();
            tx.operations().list(OperationFilter.open(ALL), List.of(), tx.now()).stream()
                    .filter(operation -> operation.status() == OperationStatus.IN_PROGRESS)
                    .forEach(operation -> now.put(operation.id(), claim(operation, process)));
            return now;
        });
    }

    /** Nobody holds anything, as far as is known. */
    void forget() {
        held = new HashMap<>();
    }

    /** @return what one process took from another against promise 7 with the change that it just made */
    List<String> changedBy(Hazards process) {
        List<String> broken = new ArrayList<>();
        Map<String, Claim> now = now(process);
        Instant time = database.get().read(Tx::now);
        held.forEach((id, claim) -> {
            Claim left = now.get(id);
            boolean isSame = left != null && left.fence() == claim.fence();
            Hazards owner = claim.owner();
            boolean isItsOwn = owner == null || owner == process || owner.isDead();
            if (!isSame && !isItsOwn && claim.until().isAfter(time)) {
                broken.add("7: operation " + id + " was taken from a worker that lives and holds it until "
                        + claim.until() + ", on " + device);
            }
        });
        held = now;
        return broken;
    }

    private Claim claim(SyncOperation operation, @Nullable Hazards process) {
        Claim known = held.get(operation.id());
        Instant until = operation.leaseExpiresAt();
        @Nullable Hazards owner = known != null && known.fence() == operation.fence() ? known.owner() : process;
        return new Claim(owner, operation.fence(), until == null ? Instant.MIN : until);
    }
}
