package breakdex.sync;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.provider.Presence;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.store.Database;
import breakdex.sync.verify.ListingIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Lists every provider once a run and notices copies that are not there any more. A copy that a listing lacks is asked
 * for by its own name before it is believed gone.
 */
final class ListingCheck {
    private static final int PAGE = 500;

    private final Database database;
    private final CopyCare care;
    private final Crew crew;

    ListingCheck(Database database, CopyCare care, Crew crew) {
        this.database = database;
        this.care = care;
        this.crew = crew;
    }

    /** Providers that cannot be listed to the end are paused, and nothing that they lack is believed. */
    void check(RunContext run) throws InterruptedException {
        List<Callable<Integer>> listings = new ArrayList<>();
        for (ProviderSession session : run.sessions()) {
            listings.add(() -> check(run, session));
        }
        crew.all(listings);
    }

    private int check(RunContext run, ProviderSession session) throws InterruptedException {
        try {
            ListingIndex listing = ListingIndex.of(session.provider());
            session.listed(listing);
            List<ContentHash> lacking = new ArrayList<>();
            database.read(tx -> {
                tx.copies().forEachProvedOn(session.id(), hash -> {
                    if (!listing.mayHold(hash)) {
                        lacking.add(hash);
                    }
                });
                return lacking;
            });
            for (int from = 0; from < lacking.size(); from += PAGE) {
                ask(session, lacking.subList(from, Math.min(from + PAGE, lacking.size())));
            }
            return lacking.size();
        } catch (ProviderException e) {
            OperationFailures.pause(run, session, e);
            return 0;
        }
    }

    private void ask(ProviderSession session, List<ContentHash> lacking)
            throws ProviderException, InterruptedException {
        List<ContentHash> absent = new ArrayList<>();
        for (ContentHash hash : lacking) {
            if (session.provider().find(hash) instanceof Presence.Absent) {
                absent.add(hash);
            }
        }
        care.gone(session, absent);
    }
}
