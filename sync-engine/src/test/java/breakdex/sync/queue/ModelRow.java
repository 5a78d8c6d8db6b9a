package breakdex.sync.queue;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.store.NewOperation;
import breakdex.sync.store.OperationStatus;
import breakdex.sync.store.OperationType;
import breakdex.sync.store.SyncOperation;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One operation as the rules of the queue say that it should be. */
final class ModelRow {
    /** Higher priority first, older first among equals. */
    static final Comparator<ModelRow> ORDER = Comparator.<ModelRow>comparingLong(row -> -row.priority)
            .thenComparing(row -> row.created)
            .thenComparing(ModelRow::id);

    private static final long MOST_PRIORITY = 1_000_000;

    private final NewOperation wanted;
    private final Instant created;
    OperationStatus status = OperationStatus.QUEUED;
    long priority;
    int retries;

    @Nullable
    String message;

    long bytes;

    @Nullable
    Instant started;

    @Nullable
    Instant ended;

    @Nullable
    Instant due;

    @Nullable
    String holder;

    @Nullable
    Instant lease;

    long fence;

    @Nullable
    String fault;

    long furthest;
    int deaths;

    ModelRow(NewOperation wanted, Instant created) {
        this.wanted = wanted;
        this.created = created;
        this.priority = wanted.priority();
    }

    String id() {
        return wanted.id();
    }

    ContentHash hash() {
        return wanted.hash();
    }

    OperationType type() {
        return wanted.type();
    }

    boolean isFor(ContentHash hash, String provider, OperationType type) {
        return hash.equals(wanted.hash()) && isOn(provider) && type == wanted.type();
    }

    boolean isOn(String provider) {
        return provider.equals(wanted.providerId());
    }

    /** Whether both are about one content on one provider. */
    boolean isBeside(ModelRow other) {
        return other != this && other.hash().equals(hash()) && other.isOn(wanted.providerId());
    }

    boolean runsOn(String machine) {
        return wanted.machineId().equals(NewOperation.ANYWHERE)
                || wanted.machineId().equals(machine);
    }

    boolean isOpen() {
        return status != OperationStatus.COMPLETED;
    }

    boolean isWaiting() {
        return isOpen() && !isInProgress();
    }

    boolean isInProgress() {
        return status == OperationStatus.IN_PROGRESS;
    }

    boolean isPermanent() {
        return status == OperationStatus.FAILED && retries >= SyncOperation.DEFAULT_MAX_RETRIES;
    }

    /** Written by somebody who knows what a priority means. Else nobody takes it up; only its removal helps. */
    boolean isSane() {
        return Math.abs(priority) <= MOST_PRIORITY;
    }

    boolean isHeldBy(SyncOperation claim, String worker) {
        return isInProgress() && worker.equals(holder) && fence == claim.fence();
    }

    void claim(String worker, Instant now, Instant until) {
        status = OperationStatus.IN_PROGRESS;
        holder = worker;
        lease = until;
        fence++;
        started = now;
    }

    void letGo(OperationStatus into) {
        status = into;
        holder = null;
        lease = null;
    }

    void progress(long confirmed) {
        bytes = confirmed;
        furthest = Math.max(furthest, confirmed);
        deaths = 0;
    }

    void complete(Instant now) {
        letGo(OperationStatus.COMPLETED);
        ended = now;
        bytes = wanted.totalBytes();
        message = null;
        fault = null;
        due = null;
    }

    /** Failed so that only a person brings it back. */
    void giveUp(String why, String words) {
        letGo(OperationStatus.FAILED);
        retries = SyncOperation.DEFAULT_MAX_RETRIES;
        fault = why;
        message = words;
        due = null;
    }

    /** Queued with the whole budget: of retries, and of workers that may die over it. */
    void beginAnew() {
        status = OperationStatus.QUEUED;
        retries = 0;
        deaths = 0;
        due = null;
    }

    /** As it should stand in the table. */
    SyncOperation stored() {
        return with(message, ended, due, fault);
    }

    /** As a claim hands it out: what earlier attempts left is over. */
    SyncOperation handedOut() {
        Objects.requireNonNull(holder);
        return with(null, null, null, null);
    }

    private SyncOperation with(
            @Nullable String message, @Nullable Instant ended, @Nullable Instant due, @Nullable String fault) {
        return new SyncOperation(
                wanted.id(),
                wanted.hash(),
                wanted.providerId(),
                wanted.type(),
                status,
                priority,
                retries,
                SyncOperation.DEFAULT_MAX_RETRIES,
                message,
                bytes,
                wanted.totalBytes(),
                created,
                started,
                ended,
                due,
                holder,
                lease,
                fence,
                fault,
                furthest,
                deaths,
                wanted.machineId());
    }
}
