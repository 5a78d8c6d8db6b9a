package breakdex.sync.queue;

import breakdex.sync.store.SyncOperation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Who holds what, as the workers themselves see it: each says so after its claim and before it lets go. A worker that
 * was declared dead may still believe that it holds something, and holds nothing. Safe for many threads.
 */
final class Holders {
    private final Map<String, SyncOperation> held = new ConcurrentHashMap<>();
    private final Set<String> dead = ConcurrentHashMap.newKeySet();
    private final Collection<String> clashes = new ConcurrentLinkedQueue<>();

    private static String key(SyncOperation claim) {
        return claim.hash() + " on " + claim.providerId();
    }

    void take(SyncOperation claim) {
        held.merge(key(claim), claim, (other, mine) -> {
            if (isDead(mine)) {
                return other;
            }
            if (!isDead(other)) {
                clashes.add(Brief.of(other) + " and " + Brief.of(mine));
            }
            return mine;
        });
    }

    void letGo(SyncOperation claim) {
        held.remove(key(claim), claim);
    }

    private boolean isDead(SyncOperation claim) {
        return dead.contains(String.valueOf(claim.claimedBy()));
    }

    /** From now on nothing that it held is its own; to be said before it is taken away. */
    void declareDead(String worker) {
        dead.add(worker);
    }

    List<String> dead() {
        return List.copyOf(dead);
    }

    boolean isDead(String worker) {
        return dead.contains(worker);
    }

    /** Where one content on one place was in two hands. */
    Collection<String> clashes() {
        return clashes;
    }
}
