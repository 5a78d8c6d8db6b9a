package breakdex.sync;

import breakdex.sync.queue.OperationPlanner;
import breakdex.sync.store.Database;
import breakdex.sync.store.OperationType;
import breakdex.sync.store.QueueFigure;
import breakdex.sync.store.StatusDao.Amount;
import java.time.Instant;
import java.util.Set;

/**
 * Looks at copies whose proof grows old, within what one run may read: the oldest proof first, on whichever place it
 * is. What the budget leaves over is counted, so that it can be told.
 */
final class Renewals {
    private final Database database;
    private final OperationPlanner planner;

    Renewals(Database database, OperationPlanner planner) {
        this.database = database;
        this.planner = planner;
    }

    /** What an earlier run planned and did not come to goes first, and is part of what may be read now. */
    void begin(RunContext run) {
        Set<String> answering = run.answering();
        long open = database.read(tx -> tx.operations().figures()).stream()
                .filter(figure -> figure.type() == OperationType.VERIFY && !figure.permanent())
                .filter(figure -> answering.contains(figure.providerId()))
                .mapToLong(QueueFigure::bytes)
                .sum();
        run.proofs().take(open);
    }

    /**
     * Plans as much as may still be read.
     *
     * @param before proofs that are older are due
     * @return how many looks are new
     */
    int plan(RunContext run, Instant before) {
        if (run.proofs().isSpent()) {
            return 0;
        }
        Amount planned =
                planner.planVerifies(run.answering(), before, run.proofs().bytes());
        run.proofs().take(planned.bytes());
        return Math.toIntExact(planned.assets());
    }

    void noteLeft(RunContext run, Instant before) {
        run.log().copiesLeft(run.proofs().isSpent() ? planner.due(run.answering(), before) : Amount.NONE);
    }
}
