package breakdex.sync;

import breakdex.sync.queue.OperationPlanner;
import breakdex.sync.store.OperationType;
import breakdex.sync.store.SyncOperation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Claims operations of one provider and direction for several threads, and hands them out in groups of one type: many
 * small ones together, so that they share one commit, a large one alone. Safe for many threads.
 *
 * <p>An operation over which workers died is handed out alone, and no more are claimed than there are threads: so that
 * those which only waited beside the culprit are not blamed with it until they are given up.
 */
final class WorkFeed {
    private static final int GROUP_OPERATIONS = 256;
    private static final long GROUP_BYTES = 4L << 20;
    private static final int DEATHS_THAT_MAKE_SUSPECT = 2;

    private final RunContext run;
    private final ProviderSession session;
    private final Set<OperationType> types;
    private boolean proofsWait;
    private final int threads;
    private final Deque<SyncOperation> claimed = new ArrayDeque<>();
    private long averageBytes = GROUP_BYTES;
    private boolean suspects;

    WorkFeed(RunContext run, ProviderSession session, Set<OperationType> types, int threads) {
        this.run = run;
        this.session = session;
        this.types = EnumSet.copyOf(types);
        this.threads = threads;
    }

    /** The next group; empty where nothing is due, the provider pauses, or the time is up. */
    synchronized List<SyncOperation> next() {
        if (types.isEmpty() || session.isPaused() || !run.clock().instant().isBefore(run.claimUntil())) {
            return List.of();
        }
        if (claimed.isEmpty()) {
            claim();
        }
        if (claimed.isEmpty() && proofsWait && types.remove(OperationType.VERIFY) && !types.isEmpty()) {
            claim();
        }
        List<SyncOperation> group = new ArrayList<>();
        long bytes = 0;
        while (!claimed.isEmpty()
                && group.size() < GROUP_OPERATIONS
                && (group.isEmpty() || fits(group, bytes, claimed.peek()))) {
            SyncOperation operation = claimed.remove();
            bytes += operation.totalBytes();
            group.add(operation);
        }
        return group;
    }

    private static boolean fits(List<SyncOperation> group, long bytes, SyncOperation next) {
        return group.get(0).type() == next.type()
                && bytes + next.totalBytes() <= GROUP_BYTES
                && !isSuspect(group.get(0))
                && !isSuspect(next);
    }

    private static boolean isSuspect(SyncOperation operation) {
        return operation.vanishedCount() >= DEATHS_THAT_MAKE_SUSPECT;
    }

    /** A group for each thread. Large ones are claimed no earlier than a thread is free for them, so alone. */
    private void claim() {
        long together = suspects ? 1 : Math.min(GROUP_OPERATIONS, Math.max(1, GROUP_BYTES / Math.max(1, averageBytes)));
        List<SyncOperation> taken = run.queue().claim(session.id(), types, (int) together * threads);
        proofsWait = run.proofs().isTimeUp() && taken.stream().anyMatch(OperationPlanner::isRenewal);
        if (proofsWait) {
            taken = withoutRenewals(taken);
        }
        suspects = taken.stream().anyMatch(WorkFeed::isSuspect);
        int kept = suspects ? Math.min(threads, taken.size()) : taken.size();
        run.queue().giveBack(taken.subList(kept, taken.size()), null);
        claimed.addAll(taken.subList(0, kept));
        long bytes = claimed.stream().mapToLong(SyncOperation::totalBytes).sum();
        averageBytes = claimed.isEmpty() ? GROUP_BYTES : bytes / claimed.size();
    }

    /** Once the time for them is over, proofs that only grew old wait for another run; what may be lost does not. */
    private List<SyncOperation> withoutRenewals(List<SyncOperation> taken) {
        run.queue().giveBack(taken.stream().filter(OperationPlanner::isRenewal).toList(), null);
        return taken.stream()
                .filter(operation -> !OperationPlanner.isRenewal(operation))
                .toList();
    }

    /** Puts back what was claimed and not handed out. */
    synchronized void close() {
        run.queue().giveBack(claimed, null);
        claimed.clear();
    }
}
