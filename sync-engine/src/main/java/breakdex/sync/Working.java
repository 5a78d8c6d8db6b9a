package breakdex.sync;

import breakdex.sync.event.Finding;
import breakdex.sync.event.SyncEvent;
import breakdex.sync.event.Words;
import breakdex.sync.store.OperationType;
import breakdex.sync.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A worker: takes up what is queued, for as long as it is let. A place or a server that goes away is waited for; what
 * dead workers held is taken up again.
 */
final class Working {
    private static final Set<OperationType> ALL = EnumSet.allOf(OperationType.class);

    /** Between two looks at an empty queue. */
    private static final Duration IDLE = Duration.ofSeconds(2);

    /** Places are asked anew who they are: some may be back, others be gone. */
    private static final Duration RECONNECT = Duration.ofMinutes(1);

    private final Parts parts;
    private final Runs runs;
    private final Housekeeping housekeeping;

    Working(Parts parts, Runs runs, Housekeeping housekeeping) {
        this.parts = parts;
        this.runs = runs;
        this.housekeeping = housekeeping;
    }

    WorkReport work(WorkRequest request) throws InterruptedException {
        if (parts.database().read(tx -> tx.providers().enabled()).isEmpty()) {
            throw new SyncException(SyncException.Kind.NOTHING_CONFIGURED, Words.NO_PROVIDERS);
        }
        RunLog log = runs.log();
        AtomicLong operations = new AtomicLong();
        try (Workers.Present present = parts.workers().enter()) {
            Objects.requireNonNull(present);
            log.event(new SyncEvent.StageStarted("Working off the queue"));
            BrokenOperations.report(parts.database(), log);
            boolean done = false;
            while (!done) {
                done = workForAWhile(request, log, operations);
            }
            BrokenOperations.report(parts.database(), log);
        }
        return new WorkReport(
                log.outcome(),
                operations.get(),
                log.copiesMade.get(),
                log.bytesMoved.get(),
                log.copiesProved.get(),
                parts.database().read(tx -> tx.operations().open()),
                log.findings());
    }

    /** Until it is time to ask the places anew; true where nothing is left to do and that is the end. */
    private boolean workForAWhile(WorkRequest request, RunLog log, AtomicLong operations) throws InterruptedException {
        try (Connections connections = runs.connect(log)) {
            RunContext run = runs.context(log, connections, request.readBackDirect());
            Instant until = parts.clock().instant().plus(RECONNECT);
            if (housekeeping.daily()) {
                BrokenOperations.report(parts.database(), log);
            }
            while (parts.clock().instant().isBefore(until)) {
                parts.workers().recover();
                long worked = parts.phaseTwo().run(run, ALL);
                operations.addAndGet(worked);
                if (worked == 0 && !parts.waits().waited(run, ALL)) {
                    if (request.untilDone()) {
                        return true;
                    }
                    parts.pause().until(parts.clock().instant().plus(IDLE));
                }
            }
        } catch (StoreException e) {
            if (e.kind() != StoreException.Kind.UNREACHABLE || request.untilDone()) {
                throw e;
            }
            log.found(Finding.note("database-away", "", e.getMessage() + " The worker goes on by itself."));
            parts.pause().until(parts.clock().instant().plus(IDLE));
        }
        return false;
    }
}
