package breakdex.sync.store;

import breakdex.sync.asset.ContentHash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code sync_operations}, as a work queue: the only class whose SQL names it (Q3). Whoever claimed a row
 * holds its id, its own worker id and the fence of that claim; every later change of the row asks for all three, and
 * says whether it took place.
 */
public final class SyncOperationsDao {
    /** A due time further away than this was written under a wrong clock, and is void. */
    public static final Duration FURTHEST_RETRY = Duration.ofHours(24);

    /** For queries over assets {@code a} and one {@code :provider}, which must not name this table themselves. */
    static final String IS_OPEN_UPLOAD_OF_A = """
            exists (select 1 from sync_operations o
                    where o.content_hash = a.content_hash and o.provider_id = :provider
                      and o.operation_type = 'upload' and o.status <> 'completed')
            """;

    /** In the order in which {@link OperationRows#read} takes them. */
    private static final String COLUMNS = """
            id, content_hash, provider_id, operation_type, status, priority, retry_count, max_retries, error_message,
            bytes_transferred, total_bytes, created_at, started_at, completed_at, next_attempt_at, claimed_by,
            lease_expires_at, fence, fault, furthest_offset, vanished_count, machine_id
            """;

    static final String SELECT = "select " + COLUMNS + " from sync_operations ";

    private static final String HELD = " where id = ? and claimed_by = ? and fence = ? and status = 'in_progress'";

    /**
     * The index that lets only one of two claims have a content on a provider. They meet there where each looked before
     * the other was done, and what is first of its content changed in between; the second then looks again.
     */
    static final String ONE_IN_PROGRESS = "idx_sync_operations_one_in_progress";

    /** For queries over {@code workers w}. */
    static final String IS_HELD_BY_W =
            "select 1 from sync_operations o where o.claimed_by = w.id and o.status = 'in_progress'";

    /**
     * What a claim takes of one type, in one standing. A row that breaks the rules is never taken, and stands in no
     * other's way. Of an asset's operations on one provider only the first may be taken, so that two who look at once
     * cannot take two. Counted and not {@code exists}, which PostgreSQL might turn into a join with the whole queue.
     */
    private static final String DUE = """
            select o.id, o.priority, o.created_at from sync_operations o
            where o.provider_id = :provider and o.operation_type = '%s' and %s
              and o.priority between -:most and :most
              and o.retry_count >= 0 and o.bytes_transferred >= 0 and o.total_bytes >= 0
              and (select count(*) from sync_operations b
                   where b.content_hash = o.content_hash and b.provider_id = o.provider_id and b.id <> o.id
                     and b.status <> 'completed'
                     and b.operation_type in ('upload', 'download', 'verify', 'delete_remote')
                     and b.priority between -:most and :most
                     and b.retry_count >= 0 and b.bytes_transferred >= 0 and b.total_bytes >= 0
                     and (b.status = 'in_progress' or b.priority > o.priority
                          or (b.priority = o.priority
                              and (b.created_at < o.created_at or (b.created_at = o.created_at and b.id < o.id))))
                     and (b.status <> 'failed' or b.retry_count < b.max_retries)) = 0
            order by o.priority desc, o.created_at, o.id limit :limit
            """;

    /** A priority further from 0 than this was written by nobody who knows what it means. */
    static final long MOST_PRIORITY = 1_000_000;

    private static final String ON_ANY = "o.status = 'queued' and o.machine_id = ''";
    private static final String ON_OURS = "o.status = 'queued' and o.machine_id = :machine";
    private static final String AGAIN = """
            o.status = 'failed' and o.retry_count < o.max_retries and o.machine_id in ('', :machine)
              and (o.next_attempt_at is null or o.next_attempt_at <= :now or o.next_attempt_at > :tooFar)
            """;

    /** While a local file of the asset goes on the strength of its copies, no copy does. */
    private static final String NOT_RELIED_ON = """
            and not exists (select 1 from certificates k where k.content_hash = o.content_hash
                            and k.removed_at is null and k.status <> 'withdrawn')
            """;

    /** Takes what is due: one statement, from the head of an index for each type and standing. */
    static String claimOf(Collection<OperationType> types, Dialect dialect) {
        List<String> heads = new ArrayList<>();
        for (OperationType type : types) {
            String further = type == OperationType.DELETE_REMOTE ? NOT_RELIED_ON : "";
            for (String standing : List.of(ON_ANY, ON_OURS, AGAIN)) {
                heads.add("select * from ("
                        + DUE.formatted(type.text(), standing + " " + further)
                        + dialect.passedBy()
                        + ") q" + heads.size());
            }
        }
        return """
                update sync_operations set status = 'in_progress', claimed_by = :worker, lease_expires_at = :lease,
                    fence = fence + 1, started_at = :now
                where id in (select id from (%s) due order by priority desc, created_at, id limit :limit)
                returning id, content_hash, operation_type, priority, retry_count, max_retries, bytes_transferred,
                    total_bytes, created_at, fence, furthest_offset, vanished_count, machine_id
                """.formatted(String.join(" union all ", heads));
    }

    private final Handle handle;
    private final Dialect dialect;

    SyncOperationsDao(Handle handle, Dialect dialect) {
        this.handle = handle;
        this.dialect = dialect;
    }

    /** Queues tasks; one whose like is open already is passed over. Returns how many are new. */
    public int enqueue(Collection<NewOperation> operations, Instant now) {
        String created = Times.text(now);
        return Batch.run(handle, """
                insert into sync_operations
                    (id, content_hash, provider_id, operation_type, priority, max_retries, total_bytes, created_at,
                     machine_id)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (content_hash, provider_id, operation_type) where status <> 'completed' do nothing
                """, operations, (row, operation) -> OperationRows.bind(row, operation, created));
    }

    /**
     * Lifts an open task to at least this priority; a failed one becomes due at once and has its budget again, of
     * retries and of workers that may die over it. What was cancelled is wanted again.
     */
    public void urge(ContentHash hash, String providerId, OperationType type, long priority) {
        change("""
                update sync_operations
                set priority = case when priority < ? then ? else priority end,
                    retry_count = case when status = 'failed' then 0 else retry_count end,
                    vanished_count = case when status = 'failed' then 0 else vanished_count end,
                    fault = nullif(fault, 'CANCELLED'), status = 'queued', next_attempt_at = null
                where content_hash = ? and provider_id = ? and operation_type = ? and status in ('queued', 'failed')
                """, priority, priority, hash.toString(), providerId, type.text());
    }

    /**
     * Takes up to {@code limit} due tasks of one provider, higher priority first, older first among equals. No two
     * tasks of one asset on one provider are in progress together. What an earlier attempt left as its reason is not
     * read: it is over.
     */
    public List<SyncOperation> claim(
            String providerId, Collection<OperationType> types, Claimant who, int limit, Instant now, Instant lease) {
        return handle
                .createQuery(claimOf(types, dialect))
                .bind("provider", providerId)
                .bind("worker", who.worker())
                .bind("machine", who.machineId())
                .bind("lease", lease)
                .bind("now", now)
                .bind("tooFar", now.plus(FURTHEST_RETRY))
                .bind("most", MOST_PRIORITY)
                .bind("limit", limit)
                .map((row, context) -> OperationRows.claimed(new Columns(row), providerId, who.worker(), now, lease))
                .list()
                .stream()
                .sorted(OperationRows.ORDER)
                .toList();
    }

    /** Ends tasks well. Returns those that were ours to end: of a claim that was lost, nothing changes. */
    public List<SyncOperation> complete(Collection<SyncOperation> claimed, String worker, Instant now) {
        return Batch.changed(
                handle,
                """
                update sync_operations set status = 'completed', completed_at = ?,
                    bytes_transferred = total_bytes, error_message = null, fault = null,
                    claimed_by = null, lease_expires_at = null, next_attempt_at = null
                where id = ? and claimed_by = ? and fence = ? and status = 'in_progress'
                """,
                claimed,
                (row, operation) ->
                        row.time(now).text(operation.id()).text(worker).number(operation.fence()));
    }

    /**
     * Ends an attempt badly. False if the claim was lost.
     *
     * @param retryCount the new count, at most the row's {@code max_retries}; equal to it is permanent
     * @param nextAttempt when it is due again; null where it is not
     */
    public boolean fail(
            SyncOperation claimed,
            String worker,
            int retryCount,
            String fault,
            String message,
            @Nullable Instant nextAttempt) {
        return held("""
                update sync_operations set status = 'failed', retry_count = ?, fault = ?, error_message = ?,
                    next_attempt_at = ?, vanished_count = 0, claimed_by = null, lease_expires_at = null
                """, claimed, worker, Math.min(retryCount, claimed.maxRetries()), fault, message, nextAttempt);
    }

    /** Puts a task back as if it had not been claimed. False if the claim was lost. */
    public boolean giveBack(SyncOperation claimed, String worker, @Nullable String message) {
        return held("""
                update sync_operations set status = 'queued', error_message = ?, claimed_by = null,
                    lease_expires_at = null
                """, claimed, worker, message);
    }

    /** Takes an open task out of the queue, because nothing is left to be done. False if the claim was lost. */
    public boolean withdraw(SyncOperation claimed, String worker) {
        return held("delete from sync_operations", claimed, worker);
    }

    /** Notes what the far side confirmed. False if the claim was lost. */
    public boolean progress(SyncOperation claimed, String worker, long confirmed) {
        return held("""
                update sync_operations set bytes_transferred = ?, vanished_count = 0,
                    furthest_offset = case when furthest_offset < ? then ? else furthest_offset end
                """, claimed, worker, confirmed, confirmed, confirmed);
    }

    /** The heartbeat: renews the lease on all that a worker holds. Returns how many that are. */
    public int renew(String worker, Instant lease) {
        return change(
                "update sync_operations set lease_expires_at = ? where claimed_by = ? and status = 'in_progress'",
                lease,
                worker);
    }

    /** Keeps a task ours until this transaction ends. False if the claim was lost. */
    public boolean hold(SyncOperation claimed, String worker) {
        return held("update sync_operations set vanished_count = 0", claimed, worker);
    }

    /** Until when a task is ours, as the database has it now; empty if the claim was lost. */
    public Optional<Instant> leaseOf(SyncOperation claimed, String worker) {
        return Rows.first(
                handle,
                "select lease_expires_at from sync_operations" + HELD,
                Columns::time,
                claimed.id(),
                worker,
                claimed.fence());
    }

    /** Those who hold tasks now. */
    public List<String> holders() {
        return Rows.list(
                handle,
                "select distinct claimed_by from sync_operations"
                        + " where status = 'in_progress' and claimed_by is not null",
                Columns::text);
    }

    /**
     * Gives back what is in nobody's hands: rows whose lease ran out or was never valid, and those of workers that are
     * known to be dead. Costs no retry. Rows that somebody is just changing are left to the next call.
     *
     * @param latestLease a lease later than this was written under a wrong clock
     */
    public int giveBackOfTheDead(Collection<String> dead, Instant now, Instant latestLease) {
        String marks = String.join(", ", Collections.nCopies(dead.size(), "?"));
        List<Object> parameters = new ArrayList<>(List.of(now, latestLease));
        parameters.addAll(dead);
        return change(
                """
                update sync_operations set status = 'queued', claimed_by = null, lease_expires_at = null,
                    vanished_count = vanished_count + 1
                where id in (
                    select id from sync_operations o where status = 'in_progress'
                      and (lease_expires_at is null or claimed_by is null or lease_expires_at < ?
                           or lease_expires_at > ?%s)%s)
                """.formatted(dead.isEmpty() ? "" : " or claimed_by in (" + marks + ")", dialect.passedBy()),
                parameters.toArray());
    }

    /** Parks tasks over which workers died again and again: permanent, for a person to look at. */
    public int parkPoison(int deaths) {
        return change("""
                update sync_operations set status = 'failed', retry_count = max_retries, fault = 'UNEXPECTED',
                    next_attempt_at = null,
                    error_message = 'the program ended ' || vanished_count || ' times in a row while it worked on this'
                where status = 'queued' and vanished_count >= ?
                """, deaths);
    }

    private static final String ANEW =
            "update sync_operations set status = 'queued', retry_count = 0, next_attempt_at = null, vanished_count = 0";

    /** A person's wish: queued again, with the whole budget. Null for all that failed. */
    public int retry(@Nullable String id) {
        String sql = ANEW + ", fault = null where status = 'failed'";
        return id == null ? change(sql) : change(sql + " and id = ?", id);
    }

    /** A person's wish: permanent, without badge. False where it is not waiting. */
    public boolean cancel(String id) {
        return change("""
                update sync_operations set status = 'failed', retry_count = max_retries, fault = 'CANCELLED',
                    error_message = 'cancelled by you', next_attempt_at = null
                where id = ? and status in ('queued', 'failed')
                """, id) == 1;
    }

    /** Puts failed tasks of a provider back, because what stopped them may have changed; not those of a person. */
    public int revive(String providerId) {
        return change(
                ANEW + " where provider_id = ? and status = 'failed' and coalesce(fault, '') <> 'CANCELLED'",
                providerId);
    }

    public Optional<SyncOperation> find(String id) {
        return Rows.first(handle, SELECT + "where id = ?", OperationRows::read, id);
    }

    /** Open tasks as a person lists them: in progress, failed, queued; within these by priority and age. */
    public List<SyncOperation> open(int limit) {
        return Rows.list(handle, SELECT + """
                where status in ('in_progress', 'failed', 'queued')
                order by case status when 'in_progress' then 0 when 'failed' then 1 else 2 end,
                         priority desc, created_at, id
                limit ?
                """, OperationRows::read, limit);
    }

    /** Of one asset, newest first, the completed ones too. */
    public List<SyncOperation> ofAsset(ContentHash hash, int limit) {
        return Rows.list(
                handle,
                SELECT + "where content_hash = ? order by created_at desc, id limit ?",
                OperationRows::read,
                hash.toString(),
                limit);
    }

    /** Figures of the open tasks. */
    public List<QueueFigure> figures() {
        return Rows.list(handle, """
                select provider_id, operation_type, status,
                    case when retry_count >= max_retries then 1 else 0 end as permanent,
                    count(*), sum(total_bytes), min(next_attempt_at)
                from sync_operations where status <> 'completed' and coalesce(fault, '') <> 'CANCELLED'
                group by provider_id, operation_type, status, permanent
                """, OperationRows::figure);
    }

    /** Whether a task of this kind is open, as resume points and leftovers are judged by. */
    public boolean isOpen(ContentHash hash, String providerId, OperationType type) {
        String like = "where content_hash = ? and provider_id = ? and operation_type = ? and status <> 'completed'";
        return Rows.first(handle, SELECT + like, OperationRows::read, hash.toString(), providerId, type.text())
                .isPresent();
    }

    /** Whether a copy of the asset is just being removed from a place. */
    public boolean isBeingRemoved(ContentHash hash) {
        return Rows.first(
                        handle,
                        "select id from sync_operations where content_hash = ?"
                                + " and operation_type = 'delete_remote' and status = 'in_progress'",
                        Columns::text,
                        hash.toString())
                .isPresent();
    }

    /** Forgets all operations of contents that are forgotten themselves. */
    public void forgetAll(Collection<ContentHash> hashes) {
        ManyKeys.update(handle, "delete from sync_operations where content_hash in (%s)", hashes);
    }

    /**
     * Removes completed rows that ended before {@code before}, from the lowest id upwards.
     *
     * @param after only such as have a higher id: that of the batch before, empty for the first
     * @param below only such as have a lower id. Ids grow with time, so this bounds the search by the primary key;
     *     by their status alone, all completed rows would be looked at
     * @param limit how many rows at most
     * @return the highest id that was removed; empty where none was
     */
    public Optional<String> forgetCompleted(Instant before, String after, String below, int limit) {
        return Rows.list(handle, FORGET, Columns::text, after, below, before, limit).stream()
                .max(Comparator.naturalOrder());
    }

    static final String FORGET = """
            delete from sync_operations where id in (
                select id from sync_operations
                where id > ? and id < ? and coalesce(status, '') = 'completed' and completed_at < ?
                order by id limit ?)
            returning id
            """;

    private int change(String sql, @Nullable Object... parameters) {
        return Rows.change(handle, sql, parameters);
    }

    /** Changes a task that is in this worker's hands; false if it is no longer. */
    private boolean held(String change, SyncOperation claimed, String worker, @Nullable Object... parameters) {
        List<@Nullable Object> all = new ArrayList<>(Arrays.asList(parameters));
        all.addAll(List.of(claimed.id(), worker, claimed.fence()));
        return change(change + HELD, all.toArray()) == 1;
    }
}
