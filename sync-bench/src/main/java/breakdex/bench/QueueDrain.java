package breakdex.bench;

import breakdex.sync.store.SyncOperation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

/**
 * Works the engine's queue off with several threads. As in the engine, one claim fetches a group for each of them, and
 * each thread takes a group of 256. What they did is recorded together: by the thread that finds nobody recording, with
 * all that was done until then. So it waits for no more than the record before it.
 */
final class QueueDrain {
    private static final double MILLIS = 1e-6;

    private final BenchedQueue benched;
    private final int threads;
    private final Deque<SyncOperation> claimed = new ArrayDeque<>();
    private final List<Group> done = new ArrayList<>();
    private final LongAdder worked = new LongAdder();
    private boolean recording;
    private double longestMillis;

    private record Group(List<SyncOperation> operations, long doneNanos) {}

    /**
     * @param perSecond operations, counted until the last of them is committed as completed
     * @param longestMillis from the end of an operation's work to its commit, at most
     */
    record Result(double perSecond, double longestMillis) {}

    private QueueDrain(BenchedQueue benched, int threads) {
        this.benched = benched;
        this.threads = threads;
    }

    static Result run(BenchedQueue benched, int threads) throws Exception {
        long operations = benched.open();
        QueueDrain drain = new QueueDrain(benched, threads);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            long started = System.nanoTime();
            List<Future<?>> ends = new ArrayList<>();
            for (int n = 0; n < threads; n++) {
                ends.add(executor.submit(drain::work));
            }
            for (Future<?> end : ends) {
                end.get();
            }
            double seconds = Figures.secondsSince(started);
            BenchedQueue.check(drain.worked.sum() == operations, "not each operation was worked on once");
            BenchedQueue.check(benched.open() == 0, "operations are left");
            return new Result(operations / seconds, drain.longestMillis);
        } finally {
            executor.shutdownNow();
        }
    }

    private void work() {
        for (List<SyncOperation> group = next(); !group.isEmpty(); group = next()) {
            group.forEach(operation -> worked.increment());
            record(new Group(group, System.nanoTime()));
        }
    }

    private List<SyncOperation> next() {
        synchronized (claimed) {
            if (claimed.isEmpty()) {
                claimed.addAll(benched.claim(BenchedQueue.CLAIM * threads));
            }
            List<SyncOperation> group = new ArrayList<>();
            while (!claimed.isEmpty() && group.size() < BenchedQueue.CLAIM) {
                group.add(claimed.remove());
            }
            return group;
        }
    }

    private void record(Group group) {
        List<Group> together = new ArrayList<>();
        synchronized (done) {
            done.add(group);
            if (recording) {
                return;
            }
            recording = true;
            together.addAll(done);
            done.clear();
        }
        while (!together.isEmpty()) {
            benched.complete(together.stream()
                    .flatMap(each -> each.operations().stream())
                    .toList());
            long committed = System.nanoTime();
            synchronized (done) {
                for (Group each : together) {
                    longestMillis = Math.max(longestMillis, (committed - each.doneNanos()) * MILLIS);
                }
                together.clear();
                together.addAll(done);
                done.clear();
                recording = !together.isEmpty();
            }
        }
    }
}
