package breakdex.sync;

import breakdex.sync.asset.Protection;
import breakdex.sync.event.Finding;
import breakdex.sync.store.StatusDao.Amount;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a run did, and how the library stands now.
 *
 * @param files wanted files that the scan saw, and their bytes
 * @param hashed files whose content was read
 * @param hashing how long that reading took, on all cores together
 * @param copiesMade copies that were made or found in place, and proved
 * @param bytesMoved that went to providers
 * @param resumed uploads that went on where an earlier try had stopped, and the bytes that were there already
 * @param copiesProved all proofs obtained, those of {@code copiesMade} too
 * @param protection how many assets stand how safe
 * @param checked local files that were read again, and what the budget for proofs left over
 * @param findings what a person should know, the gravest first; at most 100 of a kind
 */
public record SyncReport(
        Outcome outcome,
        Amount files,
        Amount hashed,
        Duration hashing,
        long copiesMade,
        long bytesMoved,
        Amount resumed,
        long copiesProved,
        Map<Protection, Amount> protection,
        Checked checked,
        List<Finding> findings,
        Duration took) {}
