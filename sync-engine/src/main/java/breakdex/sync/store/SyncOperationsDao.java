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
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table {@code sync_operations}, as a work queue: the only class whose SQL names it (Q3). Whoever claimed a row
 * holds its id, its own worker id and the fence of that claim; every later change of the row asks for all three, and
 * says whether it took place.
 */
public final class SyncOperationsDao {
    /** A due time further away than this was written under a wrong clock, and is void. */
    public static final Duration FURTHEST_RETRY = Duration.ofHours(24);

    /** For queries over assets {@code a}, which must not name this table themselves. */
    static String isOpenOfA(OperationType type, String provider) {
        return "exists (select 1 from sync_operations o where o.content_hash = a.content_hash and o.provider_id = "
                + provider + " and o.operation_type = '" + type.text() + "' and o.status <> 'completed')";
    }

    static final String SELECT = "select " + OperationRows.COLUMNS + " from sync_operations o ";

    /** The status as an expression, lest PostgreSQL look through all that is in progress instead of up the id. */
    static final String HELD =
            " where id = ? and claimed_by = ? and fence = ? and coalesce(status, '') = 'in_progress'";

    /**
     * The index that lets only one of two claims have a content on a provider. They meet there where each looked before
     * the other was done, and what is first of its content changed in between; the second then looks again.
     */
    static final String ONE_IN_PROGRESS = "idx_sync_operations_one_in_progress";

    /** For queries over {@code workers w}. */
    static final String IS_HELD_BY_W =
            "select 1 from sync_operations o where o.claimed_by = w.id and o.status = 'in_progress'";

    /** A priority further from 0 than this was written by nobody who knows what it means. */
    static final long MOST_PRIORITY = 1_000_000;

    static String claimOf(Collection<OperationType> types, Dialect dialect) {
        return OperationClaim.of(types, "sync_operations", dialect);
    }

    static String endingOf(Dialect dialect) {
        return OperationClaim.ending("sync_operations", dialect);
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
                update sync_operations as o
                set priority = case when priority < ? then ? else priority end,
                    retry_count = case when status = 'failed' then 0 else retry_count end,
                    vanished_count = case when status = 'failed' then 0 else vanished_count end,
                    fault = nullif(fault, 'CANCELLED'), status = 'queued', next_attempt_at = null
                where content_hash = ? and provider_id = ? and operation_type = ? and status in ('queued', 'failed')
                  and\s""" + sound(), priority, priority, hash.toString(), providerId, type.text());
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
                .bind("limit", limit)
                .map((row, context) -> OperationRows.claimed(new Columns(row), providerId, who.worker(), now, lease))
                .list()
                .stream()
                .sorted(OperationRows.ORDER)
                .toList();
    }

    /** Ends tasks well. Returns those that were ours to end: of a claim that was lost, nothing changes. */
    public List<SyncOperation> complete(Collection<SyncOperation> claimed, String worker, Instant now) {
        String fences = JsonMapper.shared()
                .writeValueAsString(
                        claimed.stream().collect(Collectors.toMap(SyncOperation::id, SyncOperation::fence)));
        Set<String> ended = Set.copyOf(Rows.list(handle, endingOf(dialect), Columns::text, now, fences, worker));
        return claimed.stream()
                .filter(operation -> ended.contains(operation.id()))
                .toList();
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
                update sync_operations as o set status = 'failed', retry_count = ?, fault = ?, error_message = ?,
                    next_attempt_at = ?, vanished_count = 0, claimed_by = null, lease_expires_at = null
                """, claimed, worker, Math.min(retryCount, claimed.maxRetries()), fault, message, nextAttempt);
    }

    /** Puts a task back as if it had not been claimed. False if the claim was lost. */
    public boolean giveBack(SyncOperation claimed, String worker, @Nullable String message) {
        return held("""
                update sync_operations as o set status = 'queued', error_message = ?, claimed_by = null,
                    lease_expires_at = null
                """, claimed, worker, message);
    }

    /** Takes an open task out of the queue, because nothing is left to be done. False if the claim was lost. */
    public boolean withdraw(SyncOperation claimed, String worker) {
        return held("delete from sync_operations as o", claimed, worker);
    }

    /** Notes what the far side confirmed. False if the claim was lost. */
    public boolean progress(SyncOperation claimed, String worker, long confirmed) {
        return held("""
                update sync_operations as o set bytes_transferred = ?, vanished_count = 0,
                    furthest_offset = case when furthest_offset < ? then ? else furthest_offset end
                """, claimed, worker, confirmed, confirmed, confirmed);
    }

    /** The heartbeat: renews the lease on all that a worker holds. Returns how many that are. */
    public int renew(String worker, Instant lease) {
        return change(
                "update sync_operations as o set lease_expires_at = ? where claimed_by = ?"
                        + " and status = 'in_progress'" + changeable(),
                lease,
                worker);
    }

    /** Keeps a task ours until this transaction ends. False if the claim was lost. */
    public boolean hold(SyncOperation claimed, String worker) {
        return held("update sync_operations as o set vanished_count = 0", claimed, worker);
    }

    /** Until when a task is ours, as the database has it now; empty if the claim was lost. */
    public Optional<Instant> leaseOf(SyncOperation claimed, String worker) {
        String sql = "select lease_expires_at from sync_operations" + HELD;
        return Rows.first(handle, sql, Columns::time, claimed.id(), worker, claimed.fence());
    }

    /** Those who hold tasks now. */
    public List<String> holders() {
        String held = "where status = 'in_progress' and claimed_by is not null";
        return Rows.list(handle, "select distinct claimed_by from sync_operations " + held, Columns::text);
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
                           or lease_expires_at > ?%s)%s%s)
                """.formatted(
                        dead.isEmpty() ? "" : " or claimed_by in (" + marks + ")", changeable(), dialect.passedBy()),
                parameters.toArray());
    }

    /** Parks tasks over which workers died again and again: permanent, for a person to look at. */
    public int parkPoison(int deaths) {
        return change("""
                update sync_operations as o set status = 'failed', retry_count = max_retries, fault = 'UNEXPECTED',
                    next_attempt_at = null,
                    error_message = 'the program ended ' || vanished_count || ' times in a row while it worked on this'
                where status = 'queued' and vanished_count >= ?
                """ + changeable(), deaths);
    }

    private static final String ANEW = "update sync_operations as o set status = 'queued', retry_count = 0,"
            + " next_attempt_at = null, vanished_count = 0";

    /** A person's wish: queued again, with the whole budget. Null for all that failed. Returns how many. */
    public int retry(@Nullable String id) {
        String sql = ANEW + ", fault = null where status = 'failed' and " + sound();
        return id == null ? change(sql) : change(sql + " and id = ?", id);
    }

    /** A person's wish: permanent, without badge. False where it is not waiting, or breaks the rules. */
    public boolean cancel(String id) {
        return change("""
                update sync_operations as o set status = 'failed', retry_count = max_retries, fault = 'CANCELLED',
                    error_message = 'cancelled by you', next_attempt_at = null
                where id = ? and status in ('queued', 'failed') and\s""" + sound(), id) == 1;
    }

    /** A person wants an asset back: no removal of it that still waits is to begin. */
    public void withdrawRemovals(ContentHash hash) {
        String removal = " where content_hash = ? and operation_type = 'delete_remote'";
        change("delete from sync_operations" + removal + " and status in ('queued', 'failed')", hash.toString());
    }

    /** How many {@link #retry} would queue again. */
    public long failed() {
        return Rows.one(
                handle,
                "select count(*) from sync_operations o where status = 'failed' and " + sound(),
                Columns::number);
    }

    /** Puts failed tasks of a provider back, because what stopped them may have changed; not those of a person. */
    public int revive(String providerId) {
        String failed = " where provider_id = ? and status = 'failed' and coalesce(fault, '') <> 'CANCELLED' and ";
        return change(ANEW + failed + sound(), providerId);
    }

    /** Empty where there is none, and where it breaks the rules. */
    public Optional<SyncOperation> find(String id) {
        return Rows.first(handle, SELECT + "where o.id = ? and " + sound(), OperationRows::read, id);
    }

    /**
     * Tasks as a person lists them: in progress, failed, queued, completed; the completed ones by age, the latest
     * first, the others by priority and age. Those that break the rules are in {@link #broken} only.
     *
     * @param living workers who hold tasks and live
     * @param now the database's time
     */
    public List<SyncOperation> list(OperationFilter filter, Collection<String> living, Instant now) {
        OperationFilter.Query query =
                filter.query("sync_operations o", OperationRule.besidesStatus("o", dialect), living, now);
        return Rows.list(
                handle,
                SELECT + query.sql(),
                OperationRows::read,
                query.parameters().toArray());
    }

    /**
     * Open tasks that break the rules, by id. Costs one pass over the open ones, from an index that holds no other,
     * with a look at the two tables that each points to.
     *
     * @param id the only one to look at; null for all
     */
    public List<BrokenOperation> broken(@Nullable String id, int limit) {
        String sql = "select o.id, " + OperationRule.breaches("o", dialect) + " from sync_operations o"
                + " where o.status <> 'completed' and (" + sound() + ") is not true";
        return id == null
                ? Rows.list(handle, sql + " limit ?", OperationRows::broken, limit)
                : Rows.list(handle, sql + " and o.id = ? limit ?", OperationRows::broken, id, limit);
    }

    /** Removes an open task that breaks the rules: a check of the table may forbid to change it. False if none. */
    public boolean removeBroken(String id) {
        String sql = "delete from sync_operations as o where id = ? and status <> 'completed' and (%s) is not true";
        return change(sql.formatted(sound()), id) == 1;
    }

    /** Of one asset, newest first, the completed ones too. */
    public List<SyncOperation> ofAsset(ContentHash hash, int limit) {
        return Rows.list(
                handle,
                SELECT + "where o.content_hash = ? and " + sound() + " order by o.created_at desc, o.id limit ?",
                OperationRows::read,
                hash.toString(),
                limit);
    }

    /** Figures of the open tasks whose rows can be read; whether what they point to is there is not looked at. */
    public List<QueueFigure> figures() {
        return Rows.list(handle, """
                select provider_id, operation_type, status,
                    case when retry_count >= max_retries then 1 else 0 end as permanent,
                    count(*), sum(total_bytes), min(next_attempt_at)
                from sync_operations o where status <> 'completed' and coalesce(fault, '') <> 'CANCELLED' and %s
                group by provider_id, operation_type, status, permanent
                """.formatted(OperationRule.ofRow("o", dialect)), OperationRows::figure);
    }

    /** How many are open: those that break the rules too, but not those that a person cancelled. */
    public long open() {
        String open = "where status <> 'completed' and coalesce(fault, '') <> 'CANCELLED'";
        return Rows.one(handle, "select count(*) from sync_operations " + open, Columns::number);
    }

    /** Whether a task of this kind is open, as resume points and leftovers are judged by. */
    public boolean isOpen(ContentHash hash, String providerId, OperationType type) {
        String like = "content_hash = ? and provider_id = ? and operation_type = ? and status <> 'completed'";
        return isThere(like, hash.toString(), providerId, type.text());
    }

    /** Whether a copy of the asset is just being removed from a place. */
    public boolean isBeingRemoved(ContentHash hash) {
        String like = "content_hash = ? and operation_type = 'delete_remote' and status = 'in_progress'";
        return isThere(like, hash.toString());
    }

    private boolean isThere(String like, Object... parameters) {
        return !Rows.list(handle, "select id from sync_operations where " + like, Columns::text, parameters)
                .isEmpty();
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

    /** A condition on rows {@code o}. */
    private String sound() {
        return OperationRule.all("o", dialect);
    }

    /** A further condition on rows {@code o}. */
    private String changeable() {
        return " and " + OperationRule.checked("o", dialect);
    }

    private int change(String sql, @Nullable Object... parameters) {
        return Rows.change(handle, sql, parameters);
    }

    /** Changes a task that is in this worker's hands; false if it is no longer. */
    private boolean held(String change, SyncOperation claimed, String worker, @Nullable Object... parameters) {
        List<@Nullable Object> all = new ArrayList<>(Arrays.asList(parameters));
        all.addAll(List.of(claimed.id(), worker, claimed.fence()));
        return change(change + HELD + changeable(), all.toArray()) == 1;
    }
}
