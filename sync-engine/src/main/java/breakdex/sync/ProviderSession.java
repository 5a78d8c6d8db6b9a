package breakdex.sync;

import breakdex.sync.provider.CloudProvider;
import breakdex.sync.provider.ProviderCapabilities;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.store.ProviderRow;
import breakdex.sync.verify.ListingIndex;
import org.jspecify.annotations.Nullable;

/**
 * One provider that answered at the beginning of a run, for as long as the run lasts. Safe for many threads.
 *
 * <p>A fault that lies with the provider as a whole pauses it until the run ends: none of its operations is begun any
 * more, and no other provider waits for it.
 */
final class ProviderSession {
    private final ProviderRow row;
    private final CloudProvider provider;
    private final ProviderCapabilities capabilities;
    private volatile ListingIndex listing = ListingIndex.EMPTY;
    private volatile @Nullable ProviderException pausedBy;

    ProviderSession(ProviderRow row, CloudProvider provider) {
        this.row = row;
        this.provider = provider;
        this.capabilities = provider.capabilities();
    }

    ProviderRow row() {
        return row;
    }

    String id() {
        return row.id();
    }

    CloudProvider provider() {
        return provider;
    }

    /** As they were at the beginning of the run. */
    ProviderCapabilities capabilities() {
        return capabilities;
    }

    /** What it listed at the beginning of the run; empty before that. */
    ListingIndex listing() {
        return listing;
    }

    void listed(ListingIndex found) {
        listing = found;
    }

    void pause(ProviderException why) {
        pausedBy = why;
    }

    @Nullable
    ProviderException pausedBy() {
        return pausedBy;
    }

    boolean isPaused() {
        return pausedBy != null;
    }
}
