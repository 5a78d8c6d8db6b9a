package breakdex.bench;

import breakdex.sync.store.SyncOperation;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What the notes of progress cost in processor time: of this process with all its threads, and of the server. */
final class ProgressCost {
    static final int TRANSFERS = 8;
    private static final int EVERY_MS = 500;
    private static final double WRITES_A_SECOND = TRANSFERS * 1000.0 / EVERY_MS;

    private static final int WARM_UP_WRITES = 4_000;
    private static final int MANY_WRITES = 8_000;
    private static final int CADENCE_SECONDS = 20;

    private final BenchedQueue benched;
    private final Databases databases;
    private final List<SyncOperation> transfers;
    private final AtomicLong confirmed = new AtomicLong();

    private ProgressCost(BenchedQueue benched, Databases databases, List<SyncOperation> transfers) {
        this.benched = benched;
        this.databases = databases;
        this.transfers = transfers;
    }

    /** Parts of one core, at the pace of {@value #TRANSFERS} transfers. */
    record Cost(double ours, double server) {
        private Cost times(double factor) {
            return new Cost(ours * factor, server * factor);
        }
    }

    private record Spent(Duration ours, Duration server) {}

    /** Both ways of measuring: many writes in a row, taken for so many a second, and writes as they come. */
    record Costs(Cost manyWrites, Cost cadence) {}

    static Costs measure(BenchedQueue benched, Databases databases) throws Exception {
        ProgressCost cost = new ProgressCost(benched, databases, benched.claim(TRANSFERS));
        cost.write(WARM_UP_WRITES);
        Spent before = cost.spent();
        cost.write(MANY_WRITES);
        Cost many = cost.since(before, 1).times(WRITES_A_SECOND / MANY_WRITES);
        before = cost.spent();
        long started = System.nanoTime();
        cost.atTheirPace();
        return new Costs(many, cost.since(before, Figures.secondsSince(started)));
    }

    private void write(int times) {
        for (int n = 0; n < times; n++) {
            progress(transfers.get(n % TRANSFERS));
        }
    }

    private void progress(SyncOperation transfer) {
        BenchedQueue.check(benched.queue.progress(transfer, confirmed.incrementAndGet()), "a transfer was lost");
    }

    private void atTheirPace() throws Exception {
        ScheduledExecutorService executor = Executors.newScheduledThreadPool(TRANSFERS);
        try {
            List<ScheduledFuture<?>> running = new ArrayList<>();
            for (int n = 0; n < TRANSFERS; n++) {
                SyncOperation transfer = transfers.get(n);
                long offset = (long) n * EVERY_MS / TRANSFERS;
                running.add(executor.scheduleAtFixedRate(
                        () -> progress(transfer), offset, EVERY_MS, TimeUnit.MILLISECONDS));
            }
            boolean ended = executor.awaitTermination(CADENCE_SECONDS, TimeUnit.SECONDS);
            BenchedQueue.check(!ended && running.stream().noneMatch(ScheduledFuture::isDone), "a write failed");
        } finally {
            executor.shutdown();
        }
    }

    private Spent spent() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Spent(Duration.ofNanos(system.getProcessCpuTime()), databases.serverCpu());
    }

    private Cost since(Spent before, double seconds) {
        Spent now = spent();
        double ours = now.ours().minus(before.ours()).toNanos() / 1e9;
        double server = now.server().minus(before.server()).toNanos() / 1e9;
        return new Cost(ours / seconds, server / seconds);
    }
}
