package breakdex.sync;

import org.jspecify.annotations.Nullable;

/**
 * How a run is to be made.
 *
 * @param readBackDirect whether the proof after an upload reads from the medium rather than wherever is fastest
 * @param dryRun scan, hash and plan, but move nothing
 * @param purge of how many deleted assets the copies may go, where a run before said that so many wait for a person's
 *     word; null where no person gave it
 */
public record SyncRequest(
        boolean readBackDirect, boolean dryRun, @Nullable Long purge) {
    public SyncRequest(boolean readBackDirect, boolean dryRun) {
        this(readBackDirect, dryRun, null);
    }
}
