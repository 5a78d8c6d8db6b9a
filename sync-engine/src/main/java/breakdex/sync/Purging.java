package breakdex.sync;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.event.Finding;
import breakdex.sync.safety.TombstoneCleaner;
import breakdex.sync.store.TombstonesDao.Deleted;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Within a cycle: lets the copies of deleted assets go, a step further. */
final class Purging {
    private final Parts parts;
    private final PhaseOne phaseOne;
    private final TombstoneCleaner cleaner;

    Purging(Parts parts, PhaseOne phaseOne, TombstoneCleaner cleaner) {
        this.parts = parts;
        this.phaseOne = phaseOne;
        this.cleaner = cleaner;
    }

    /**
     * After phase one, before phase two. Nothing begins in a cycle in which a place that answered failed later: an
     * undelete may lie there.
     *
     * @param agreed how many a person agreed to; null where nobody was asked
     */
    void run(RunContext run, @Nullable Long agreed) throws InterruptedException {
        boolean answered = cleaner.count() && isHeard(run) && step(run, agreed);
        if (agreed != null && !answered) {
            run.log()
                    .found(Finding.warning(
                            "purge-number",
                            agreed.toString(),
                            "No " + agreed + " deleted clips wait for your word, so it let nothing go.",
                            "Run breakdex sync: it says how many wait, if any do."));
        }
    }

    private static boolean isHeard(RunContext run) {
        return !run.sessions().isEmpty() && run.sessions().stream().noneMatch(ProviderSession::isPaused);
    }

    /** Returns whether any clip went a step further. */
    private boolean step(RunContext run, @Nullable Long agreed) throws InterruptedException {
        TombstoneCleaner.Step asked = cleaner.ask(agreed);
        asked.findings().forEach(run.log()::found);
        boolean further = !asked.assets().isEmpty();
        List<Deleted> due = cleaner.due();
        if (!due.isEmpty()) {
            phaseOne.run(run);
            Set<ContentHash> witnessed = new HashSet<>();
            Set<String> others = new HashSet<>();
            due.stream().filter(cleaner::needsWitness).forEach(each -> others.add(each.tombstoneBy()));
            for (String device : others) {
                witnessed.addAll(phaseOne.witnessed(run, device, due));
            }
            if (isHeard(run)) {
                TombstoneCleaner.Step begun = cleaner.begin(witnessed, agreed);
                begun.findings().forEach(run.log()::found);
                further |= !begun.assets().isEmpty();
                // Metadata first, for deleting too.
                phaseOne.tell(run);
            }
        }
        run.sessions().stream()
                .filter(session -> !session.isPaused())
                .forEach(session -> parts.planner().planRemovals(session.id()));
        return further;
    }
}
