package breakdex.sync;

import breakdex.sync.asset.Asset;
import breakdex.sync.asset.ContentHash;
import breakdex.sync.provider.Presence;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.store.Database;
import breakdex.sync.verify.ListingIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Lists a provider once a run and notices copies that are not there any more. A copy that a listing lacks is asked
 * for by its own name before it is believed gone.
 */
final class ListingCheck {
    private static final int PAGE = 500;

    private final Database database;
    private final CopyCare care;

    ListingCheck(Database database, CopyCare care) {
        this.database = database;
        this.care = care;
    }

    /** A provider that cannot be listed to the end is paused, and nothing that it lacks is believed. */
    void check(RunContext run, ProviderSession session) throws InterruptedException {
        try {
            ListingIndex listing = ListingIndex.of(session.provider());
            session.listed(listing);
            List<ContentHash> lacking = new ArrayList<>();
            database.read(tx -> {
                tx.copies().forEachProvedOn(session.id(), text -> {
                    if (!listing.mayHold(ContentHash.digestIn(text))) {
                        lacking.add(ContentHash.parse(text));
                    }
                });
                return lacking;
            });
            for (int from = 0; from < lacking.size(); from += PAGE) {
                ask(session, lacking.subList(from, Math.min(from + PAGE, lacking.size())));
            }
        } catch (ProviderException e) {
            OperationFailures.pause(run, session, e);
        }
    }

    private void ask(ProviderSession session, List<ContentHash> lacking)
            throws ProviderException, InterruptedException {
        Map<ContentHash, Asset> assets = database.read(tx -> tx.assets().findAll(lacking));
        List<ContentHash> absent = new ArrayList<>();
        for (Asset asset : assets.values()) {
            // The listing, which was complete, knew it under no name; so its own name is all that is left to ask.
            if (session.provider().findNamed(asset.remoteName()) instanceof Presence.Absent) {
                absent.add(asset.hash());
            }
        }
        care.gone(session, absent, Hold.NO_OPERATION);
    }
}
