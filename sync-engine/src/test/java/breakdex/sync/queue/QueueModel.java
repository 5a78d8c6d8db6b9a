package breakdex.sync.queue;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.provider.Fault;
import breakdex.sync.store.Claimant;
import breakdex.sync.store.NewOperation;
import breakdex.sync.store.OperationStatus;
import breakdex.sync.store.OperationType;
import breakdex.sync.store.SyncOperation;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the queue, in memory and for one thread: what docs/data.md and the words of the interfaces promise,
 * written without a look at the SQL.
 */
final class QueueModel {
    private static final Duration FURTHEST_RETRY = Duration.ofDays(1);
    private static final int DEATHS_THAT_PARK = 10;
    private static final int FEWEST_BEATS = 3;

    private final Map<String, ModelRow> rows = new TreeMap<>();
    private final Set<ContentHash> reliedOn = new HashSet<>();

    /** How an attempt ends. */
    record Ending(boolean progressed, boolean unharmed, int retries) {
        boolean isPermanent() {
            return !unharmed && retries >= SyncOperation.DEFAULT_MAX_RETRIES;
        }
    }

    /** The table as it should be, by id. */
    List<SyncOperation> rows() {
        return rows.values().stream().map(ModelRow::stored).toList();
    }

    /** An open row of the kind, a permanently failed one too, keeps another out. */
    boolean enqueue(NewOperation operation, Instant now) {
        if (isOpen(operation.hash(), operation.providerId(), operation.type())) {
            return false;
        }
        rows.put(operation.id(), new ModelRow(operation, now));
        return true;
    }

    boolean isOpen(ContentHash hash, String provider, OperationType type) {
        return rows.values().stream().anyMatch(row -> row.isOpen() && row.isFor(hash, provider, type));
    }

    void urge(ContentHash hash, String provider, OperationType type, long priority) {
        change(row -> row.isFor(hash, provider, type) && row.isWaiting() && row.isSane(), row -> {
            row.priority = Math.max(row.priority, priority);
            if (row.status == OperationStatus.FAILED) {
                row.beginAnew();
            }
            if (Fault.CANCELLED.name().equals(row.fault)) {
                row.fault = null;
            }
            row.due = null;
        });
    }

    List<SyncOperation> claim(
            String provider, Set<OperationType> types, Claimant who, int limit, Instant now, Instant lease) {
        List<ModelRow> taken = rows.values().stream()
                .filter(row -> row.isOn(provider) && types.contains(row.type()) && row.runsOn(who.machineId()))
                .filter(row -> row.isSane() && isDue(row, now) && isFirstOfItsAsset(row))
                .filter(row -> row.type() != OperationType.DELETE_REMOTE || !reliedOn.contains(row.hash()))
                .sorted(ModelRow.ORDER)
                .limit(limit)
                .toList();
        taken.forEach(row -> row.claim(who.worker(), now, lease));
        return taken.stream().map(ModelRow::handedOut).toList();
    }

    private static boolean isDue(ModelRow row, Instant now) {
        boolean again = row.status == OperationStatus.FAILED && !row.isPermanent();
        Instant due = row.due;
        return row.status == OperationStatus.QUEUED
                || (again && (due == null || !due.isAfter(now) || due.isAfter(now.plus(FURTHEST_RETRY))));
    }

    /** Of the open ones of an asset on a provider, those that need a person stand in nobody's way. */
    private boolean isFirstOfItsAsset(ModelRow row) {
        return rows.values().stream()
                .filter(row::isBeside)
                .filter(other -> other.isInProgress() || (other.isWaiting() && other.isSane() && !other.isPermanent()))
                .noneMatch(other -> other.isInProgress() || ModelRow.ORDER.compare(other, row) < 0);
    }

    boolean complete(SyncOperation claim, String worker, Instant now) {
        return held(claim, worker, row -> row.complete(now));
    }

    static Ending ending(SyncOperation claim, Fault fault, long furthest) {
        boolean progressed = furthest > claim.furthestOffset();
        return switch (fault) {
            case UNREACHABLE, THROTTLED, AWAY, AUTH, QUOTA -> new Ending(progressed, true, claim.retryCount());
            case REFUSED, UNREADABLE, CANCELLED -> new Ending(progressed, false, SyncOperation.DEFAULT_MAX_RETRIES);
            case DAMAGED, ABSENT, UNEXPECTED ->
                new Ending(progressed, false, claim.retryCount() + (progressed ? 0 : 1));
        };
    }

    /** @param due when it is tried again; taken only where it is */
    boolean fail(
            SyncOperation claim,
            String worker,
            Ending ending,
            Fault fault,
            String message,
            long furthest,
            @Nullable Instant due) {
        return held(claim, worker, row -> {
            if (ending.progressed()) {
                row.progress(furthest);
            }
            row.message = message;
            if (ending.unharmed()) {
                row.letGo(OperationStatus.QUEUED);
            } else {
                row.letGo(OperationStatus.FAILED);
                row.retries = ending.retries();
                row.fault = fault.name();
                row.due = ending.isPermanent() ? null : due;
                row.deaths = 0;
            }
        });
    }

    boolean giveBack(SyncOperation claim, String worker, @Nullable String message) {
        return held(claim, worker, row -> {
            row.letGo(OperationStatus.QUEUED);
            row.message = message;
        });
    }

    boolean withdraw(SyncOperation claim, String worker) {
        return held(claim, worker, row -> rows.remove(row.id()));
    }

    boolean progress(SyncOperation claim, String worker, long confirmed) {
        return held(claim, worker, row -> row.progress(confirmed));
    }

    boolean hold(SyncOperation claim, String worker) {
        return held(claim, worker, row -> row.deaths = 0);
    }

    boolean isHeld(SyncOperation claim, String worker) {
        return held(claim, worker, row -> {});
    }

    /** Ours, and for long enough: a third of a lease is left. */
    boolean mayDestroy(SyncOperation claim, String worker, Instant now, Duration lease) {
        Instant enough = now.plus(lease.dividedBy(FEWEST_BEATS));
        return Optional.ofNullable(rows.get(claim.id()))
                .filter(row -> row.isHeldBy(claim, worker))
                .map(row -> row.lease)
                .filter(until -> until.isAfter(enough))
                .isPresent();
    }

    boolean mayRemove(SyncOperation claim, String worker, Instant now, Duration lease) {
        return mayDestroy(claim, worker, now, lease) && !reliedOn.contains(claim.hash());
    }

    int beat(String worker, Instant lease) {
        return change(row -> row.isInProgress() && worker.equals(row.holder), row -> row.lease = lease);
    }

    /** What is in nobody's hands is queued again at no cost; what ten workers died over is parked. */
    int recover(Collection<String> dead, Instant now, Instant latestLease) {
        int back = change(row -> row.isInProgress() && isAbandoned(row, dead, now, latestLease), row -> {
            row.letGo(OperationStatus.QUEUED);
            row.deaths++;
        });
        if (back > 0) {
            parkPoison();
        }
        return back;
    }

    private static boolean isAbandoned(ModelRow row, Collection<String> dead, Instant now, Instant latestLease) {
        Instant lease = row.lease;
        String holder = row.holder;
        return lease == null
                || holder == null
                || lease.isBefore(now)
                || lease.isAfter(latestLease)
                || dead.contains(holder);
    }

    int parkPoison() {
        return change(
                row -> row.status == OperationStatus.QUEUED && row.deaths >= DEATHS_THAT_PARK,
                row -> row.giveUp(
                        Fault.UNEXPECTED.name(),
                        "the program ended " + row.deaths + " times in a row while it worked on this"));
    }

    /** @param id null for all that failed */
    int retry(@Nullable String id) {
        return change(
                row -> row.status == OperationStatus.FAILED && row.isSane() && (id == null || id.equals(row.id())),
                row -> {
                    row.beginAnew();
                    row.fault = null;
                });
    }

    boolean cancel(String id) {
        return change(
                        row -> row.id().equals(id) && row.isWaiting() && row.isSane(),
                        row -> row.giveUp(Fault.CANCELLED.name(), "cancelled by you"))
                == 1;
    }

    int revive(String provider) {
        return change(
                row -> row.isOn(provider)
                        && row.isSane()
                        && row.status == OperationStatus.FAILED
                        && !Fault.CANCELLED.name().equals(row.fault),
                ModelRow::beginAnew);
    }

    /**
     * Forgets completed rows that ended before a time and whose ids lie between these, the lowest ids first.
     *
     * @param limit how many at most
     * @return the highest id that is forgotten
     */
    Optional<String> forget(Instant before, String after, String below, int limit) {
        List<String> old = rows.values().stream()
                .filter(row -> row.ended != null && row.ended.isBefore(before))
                .map(ModelRow::id)
                .filter(id -> id.compareTo(after) > 0 && id.compareTo(below) < 0)
                .sorted()
                .limit(limit)
                .toList();
        old.forEach(rows::remove);
        return old.isEmpty() ? Optional.empty() : Optional.of(old.get(old.size() - 1));
    }

    /** While a local file of an asset goes, no copy of it does. */
    void relyOn(ContentHash hash, boolean now) {
        if (now) {
            reliedOn.add(hash);
        } else {
            reliedOn.remove(hash);
        }
    }

    boolean isReliedOn(ContentHash hash) {
        return reliedOn.contains(hash);
    }

    private boolean held(SyncOperation claim, String worker, Consumer<ModelRow> change) {
        ModelRow row = rows.get(claim.id());
        boolean held = row != null && row.isHeldBy(claim, worker);
        if (held) {
            change.accept(row);
        }
        return held;
    }

    private int change(Predicate<ModelRow> which, Consumer<ModelRow> change) {
        List<ModelRow> chosen = rows.values().stream().filter(which).toList();
        chosen.forEach(change);
        return chosen.size();
    }
}
