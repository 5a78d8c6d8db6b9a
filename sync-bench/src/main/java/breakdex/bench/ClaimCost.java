package breakdex.bench;

import breakdex.sync.store.SyncOperation;
import java.util.ArrayList;
import java.util.List;

/**
 * What a claim costs while the queue keeps its length: what was claimed is completed, and as much is queued again, both
 * outside of what is measured.
 */
final class ClaimCost {
    private static final int ROUNDS = 300;

    /** Code is compiled and caches are warm after these, which are not counted. */
    private static final int WARM_UP = 100;

    /** Contents that it needs beyond those which are queued. */
    static final int FURTHER_CONTENTS = (ROUNDS + WARM_UP) * BenchedQueue.CLAIM;

    private ClaimCost() {}

    /**
     * Returns the median of a claim's seconds.
     *
     * @param next the first content that is not queued; {@link #FURTHER_CONTENTS} from it on are there
     */
    static double seconds(BenchedQueue benched, int next) {
        List<Double> taken = new ArrayList<>();
        int from = next;
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            long started = System.nanoTime();
            List<SyncOperation> claimed = benched.claim(BenchedQueue.CLAIM);
            double seconds = Figures.secondsSince(started);
            BenchedQueue.check(claimed.size() == BenchedQueue.CLAIM, "a claim took less than there was");
            if (round >= 0) {
                taken.add(seconds);
            }
            benched.complete(claimed);
            benched.enqueue(from, from + BenchedQueue.CLAIM);
            from += BenchedQueue.CLAIM;
        }
        return Figures.median(taken);
    }
}
