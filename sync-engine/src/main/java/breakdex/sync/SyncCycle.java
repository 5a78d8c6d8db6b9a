package breakdex.sync;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.event.SyncEvent;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.provider.Quota;
import breakdex.sync.queue.OperationPlanner;
import breakdex.sync.safety.SafetyDelays;
import breakdex.sync.store.OperationType;
import breakdex.sync.store.ProviderRow;
import breakdex.sync.store.SyncProvidersDao;
import breakdex.sync.store.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/**
 * One cycle, top to bottom: take back the work of the dead, scan and hash, phase one, plan, phase two, report. The only
 * class that calls the stages, and the one that holds the branches.
 */
final class SyncCycle {
    /** Folder of the home for what is on its way from one place to another. */
    static final String STAGING = "staging";

    private static final Set<OperationType> ALL = EnumSet.allOf(OperationType.class);

    /** Nothing needs so many rounds; a fault of ours that kept on planning would end here. */
    private static final int ROUNDS = 50;

    /** One to find that a copy is rotten, one to find that its source is too; what then remains cannot be done now. */
    private static final int FRUITLESS_ROUNDS = 2;

    private final Parts parts;
    private final ScanStage scan;
    private final Freeing freeing;
    private final Restoring restoring;
    private final Housekeeping housekeeping;
    private final PhaseOne phaseOne;
    private final Purging purging;
    private final LocalChecking local;
    private final Renewals renewals;

    SyncCycle(
            Parts parts,
            ScanStage scan,
            PhaseOne phaseOne,
            Purging purging,
            Freeing freeing,
            Restoring restoring,
            LocalChecking local,
            Housekeeping housekeeping) {
        this.parts = parts;
        this.local = local;
        this.renewals = new Renewals(parts.database(), parts.planner());
        this.phaseOne = phaseOne;
        this.purging = purging;
        this.scan = scan;
        this.freeing = freeing;
        this.restoring = restoring;
        this.housekeeping = housekeeping;
    }

    /** What one cycle looked at on this machine. */
    record Looked(ScanStage.Totals totals, boolean hashedAll) {}

    /** @param files what may be read of local files */
    Looked run(SyncRequest request, RunContext run, Allowance files) throws InterruptedException {
        RunLog log = run.log();
        freeing.recover(log);
        parts.workers().recover();
        log.event(new SyncEvent.StageStarted("Looking for files and at the places"));
        ScanStage.Totals totals = look(run);
        Leftovers.unstage(run, parts.home().resolve(STAGING));
        if (totals.hashed().assets() > 0) {
            run.database().writing(SyncCycle::forgetNeverKept);
        }
        if (!request.dryRun()) {
            if (phaseOne.run(run) > 0) {
                // Others tell of clips that were overwritten before anybody made a copy of them.
                run.database().writing(SyncCycle::forgetNeverKept);
            }
            purging.run(run, request.purge());
        }
        Revival.ofWhatChanged(run.database(), run.clock().instant());
        renewals.begin(run);
        plan(run);
        parts.planner()
                .planLooks(run.sessions().stream()
                        .collect(Collectors.toMap(ProviderSession::id, session -> session.listing()::mayHold)));
        if (!request.dryRun()) {
            log.event(new SyncEvent.StageStarted("Copying and proving"));
            phaseTwo(run);
            renewals.noteLeft(run, renewBefore());
            local.weekly(run, files);
            phaseOne.tell(run);
        }
        cleanUp(run);
        return new Looked(totals, totals.complete());
    }

    /** The disks of the libraries and the places answer side by side; nothing moves until all of them have. */
    private ScanStage.Totals look(RunContext run) throws InterruptedException {
        // What another worker is just sending looks like what a dead one left.
        boolean alone = !parts.workers().othersLive();
        List<Callable<ScanStage.Totals>> looks = new ArrayList<>();
        looks.add(() -> scan.run(run.log()));
        for (ProviderSession session : run.sessions()) {
            looks.add(() -> {
                if (alone) {
                    Leftovers.remove(run, session);
                }
                parts.listings(run).check(run, session);
                return ScanStage.Totals.NONE;
            });
        }
        return parts.crew().all(looks).get(0);
    }

    private static void forgetNeverKept(Tx tx) {
        List<ContentHash> neverKept = tx.assets().neverKept();
        tx.operations().forgetAll(neverKept);
        tx.assets().forget(neverKept);
    }

    /** For all providers side by side: one reads what is missing while another's findings are written. */
    private void plan(RunContext run) throws InterruptedException {
        OperationPlanner planner = parts.planner();
        List<Callable<Integer>> plans = new ArrayList<>();
        for (ProviderRow row : parts.database().read(tx -> tx.providers().enabled())) {
            plans.add(() -> planner.planUploads(row.id()));
        }
        plans.add(() -> renewals.plan(run, renewBefore()));
        parts.crew().all(plans);
    }

    private Instant renewBefore() {
        return parts.clock().instant().minus(SafetyDelays.NORMAL.proofRenewal());
    }

    private void phaseTwo(RunContext run) throws InterruptedException {
        restoring.bring(run);
        int fruitless = 0;
        int rounds = 0;
        while (rounds < ROUNDS) {
            long before = fruits(run.log());
            long worked = parts.phaseTwo().run(run, ALL);
            if (!run.clock().instant().isBefore(run.claimUntil())) {
                return;
            }
            if (worked > 0) {
                rounds++;
                plan(run);
            }
            fruitless = fruits(run.log()) > before ? 0 : fruitless + 1;
            boolean nothingToDo = worked == 0 || fruitless > FRUITLESS_ROUNDS;
            if (nothingToDo && !parts.waits().waited(run, ALL)) {
                return;
            }
            parts.workers().recover();
        }
    }

    private static long fruits(RunLog log) {
        return log.copiesMade.get() + log.copiesProved.get() + log.filesRestored.get();
    }

    private void cleanUp(RunContext run) throws InterruptedException {
        for (ProviderSession session : run.sessions()) {
            noteSpace(run, session);
        }
        housekeeping.daily();
    }

    /** As the run leaves it. */
    private static void noteSpace(RunContext run, ProviderSession session) throws InterruptedException {
        try {
            Quota quota = session.provider().quota();
            boolean told = quota.totalBytes() != Quota.UNKNOWN && quota.freeBytes() != Quota.UNKNOWN;
            SyncProvidersDao.Space space = told
                    ? new SyncProvidersDao.Space(quota.totalBytes(), quota.totalBytes() - quota.freeBytes())
                    : null;
            run.database().noting(tx -> tx.providers().noteSpace(session.id(), space));
        } catch (ProviderException e) {
            // Whatever keeps it from telling keeps no copy from anybody: what it said before stays.
            return;
        }
    }
}
