package breakdex.sync;

import breakdex.sync.asset.FailureDomain;
import breakdex.sync.asset.Protection;
import breakdex.sync.event.Finding;
import breakdex.sync.provider.Quota;
import breakdex.sync.store.StatusDao.Amount;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How everything stands, from the database alone: asks no provider.
 *
 * @param message the fixed words of this state, empty where there are none
 * @param shows the fixed name of what a face shows in this state, empty where there is none
 * @param nameless live assets that no name points to
 * @param missingHere names that vanished from this machine without us
 * @param deletedButPresent names on disk, at most 20, whose asset you deleted
 * @param findings rows of the queue that break its rules, at most a thousand
 */
public record SyncState(
        Kind kind,
        String message,
        String shows,
        Map<Protection, Amount> protection,
        List<LibraryState> libraries,
        List<ProviderState> providers,
        QueueState queue,
        Amount nameless,
        long missingHere,
        List<String> deletedButPresent,
        List<Finding> findings) {
    public enum Kind {
        NO_PROVIDERS,
        OFFLINE,
        READY
    }

    /** @param place absolute path on this device, null where it has none here */
    public record LibraryState(
            String name,
            @Nullable String place,
            FailureDomain domain,
            long present,
            long freed,
            long missing,
            long deleted) {}

    /**
     * @param where for people
     * @param oldestProof null where no copy is proved
     * @param space as the last run found it; null where none asked yet, or the place does not say
     * @param trouble why it was left out of the last run, empty where it was not
     * @param counts false where no copy on it counts, because it shares the library's own disk or cannot be told
     */
    public record ProviderState(
            String id,
            String name,
            String type,
            boolean enabled,
            String where,
            FailureDomain domain,
            boolean counts,
            Amount proved,
            long failedCopies,
            @Nullable Instant oldestProof,
            String trouble,
            @Nullable Quota space) {}

    /** The four states of the document, with their bytes and the next try. */
    public record QueueState(
            Amount queued,
            Amount inProgress,
            Amount retryPending,
            @Nullable Instant nextAttempt,
            Amount permanentlyFailed) {
        public long open() {
            return queued.assets() + inProgress.assets() + retryPending.assets() + permanentlyFailed.assets();
        }
    }
}
