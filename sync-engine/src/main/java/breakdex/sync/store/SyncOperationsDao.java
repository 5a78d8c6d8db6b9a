package breakdex.sync.store;

import breakdex.sync.asset.ContentHash;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code sync_operations}, as a work queue: the only class whose SQL names it (Q3).
 *
 * <p>Whoever claimed a row holds its id, its own worker id and the fence of that claim; every later change of the row
 * asks for all three, and says whether it took place.
 */
public final class SyncOperationsDao {
    /** A due time further away than this was written under a wrong clock, and is void. */
    static final Duration FURTHEST_RETRY = Duration.ofHours(24);

    /** For queries over assets {@code a} and one {@code :provider}, which must not name this table themselves. */
    static final String IS_OPEN_UPLOAD_OF_A = """
            exists (select 1 from sync_operations o
                    where o.content_hash = a.content_hash and o.provider_id = :provider
                      and o.operation_type = 'upload' and o.status <> 'completed')
            """;

    /** In the order in which {@link #read} takes them. */
    private static final String COLUMNS = """
            id, content_hash, provider_id, operation_type, status, priority, retry_count, max_retries, error_message,
            bytes_transferred, total_bytes, created_at, started_at, completed_at, next_attempt_at, claimed_by,
            lease_expires_at, fence, fault, furthest_offset, vanished_count
            """;

    private static final String SELECT = "select " + COLUMNS + " from sync_operations ";

    private static final String HELD =
            " where id = :id and claimed_by = :worker and fence = :fence and status = 'in_progress'";

    /** Due rows of one standing, in the order of the index; {@code status <> 'completed'} lets it be used. */
    private static final String DUE = """
            select o.id, o.priority, o.created_at from sync_operations o
            where o.provider_id = :provider and o.status = '%s' and o.status <> 'completed'
              and o.operation_type in (<types>) and (o.status = 'queued' or o.retry_count < o.max_retries)
              and (o.next_attempt_at is null or o.next_attempt_at <= :now or o.next_attempt_at > :tooFar)
              and not exists (
                select 1 from sync_operations b
                where b.content_hash = o.content_hash and b.provider_id = o.provider_id and b.id <> o.id
                  and b.status <> 'completed'
                  and (b.status = 'in_progress' or b.priority > o.priority
                       or (b.priority = o.priority and b.id < o.id))
                  and (b.status <> 'failed' or b.retry_count < b.max_retries))
            order by o.priority desc, o.created_at, o.id limit :limit
            """;

    static final String CLAIM = """
            update sync_operations set status = 'in_progress', claimed_by = :worker, lease_expires_at = :lease,
                fence = fence + 1, started_at = :now
            where id in (
                select id from (select * from (%s) q union all select * from (%s) f) due
                order by priority desc, created_at, id limit :limit)
            returning id, content_hash, operation_type, priority, retry_count, max_retries, bytes_transferred,
                total_bytes, created_at, fence, furthest_offset, vanished_count
            """.formatted(DUE.formatted("queued"), DUE.formatted("failed"));

    private final Handle handle;

    SyncOperationsDao(Handle handle) {
        this.handle = handle;
    }

    /** Queues tasks; one whose like is open already is passed over. Returns how many are new. */
    public int enqueue(Collection<NewOperation> operations, Instant now) {
        String created = Times.text(now);
        return Batch.run(
                handle,
                """
                insert into sync_operations
                    (id, content_hash, provider_id, operation_type, priority, max_retries, total_bytes, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (content_hash, provider_id, operation_type) where status <> 'completed' do nothing
                """,
                operations,
                (row, operation) -> row.text(operation.id())
                        .text(operation.hash().toString())
                        .text(operation.providerId())
                        .text(operation.type().text())
                        .number(operation.priority())
                        .number(SyncOperation.DEFAULT_MAX_RETRIES)
                        .number(operation.totalBytes())
                        .text(created));
    }

    /** Lifts an open task to at least this priority; a failed one becomes due at once and has its budget again. */
    public void urge(ContentHash hash, String providerId, OperationType type, long priority) {
        handle.createUpdate("""
                        update sync_operations
                        set priority = case when priority < :priority then :priority else priority end,
                            status = case when status = 'failed' then 'queued' else status end,
                            retry_count = case when status = 'failed' then 0 else retry_count end,
                            next_attempt_at = null
                        where content_hash = :hash and provider_id = :provider and operation_type = :type
                          and status in ('queued', 'failed')
                        """)
                .bind("priority", priority)
                .bind("hash", hash.toString())
                .bind("provider", providerId)
                .bind("type", type.text())
                .execute();
    }

    /**
     * Takes up to {@code limit} due tasks of one provider, higher priority first, older first among equals. No two
     * tasks of one asset on one provider are in progress together. What an earlier attempt left as its reason is not
     * read: it is over.
     */
    public List<SyncOperation> claim(
            String providerId, Collection<OperationType> types, String worker, int limit, Instant now, Instant lease) {
        return handle
                .createQuery(CLAIM)
                .bindList("types", types.stream().map(OperationType::text).toList())
                .bind("provider", providerId)
                .bind("worker", worker)
                .bind("lease", lease)
                .bind("now", now)
                .bind("tooFar", now.plus(FURTHEST_RETRY))
                .bind("limit", limit)
                .map((row, context) -> claimed(new Columns(row), providerId, worker, now, lease))
                .list()
                .stream()
                .sorted(ORDER)
                .toList();
    }

    private static SyncOperation claimed(Columns row, String providerId, String worker, Instant now, Instant lease)
            throws SQLException {
        return new SyncOperation(
                row.text(),
                row.hash(),
                providerId,
                named(OperationType.class, row.text()),
                OperationStatus.IN_PROGRESS,
                row.number(),
                row.integer(),
                row.integer(),
                null,
                row.number(),
                row.number(),
                row.time(),
                now,
                null,
                null,
                worker,
                lease,
                row.number(),
                null,
                row.number(),
                row.integer());
    }

    /** Ends tasks well. A claim that was lost changes nothing. Returns how many were ended. */
    public int complete(Collection<SyncOperation> claimed, String worker, Instant now) {
        return Batch.run(
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
                        update sync_operations set status = 'failed', retry_count = :retries, fault = :fault,
                            error_message = :message, next_attempt_at = :next, vanished_count = 0,
                            claimed_by = null, lease_expires_at = null
                        """, claimed, worker)
                        .bind("retries", Math.min(retryCount, claimed.maxRetries()))
                        .bind("fault", fault)
                        .bind("message", message)
                        .bind("next", nextAttempt)
                        .execute()
                == 1;
    }

    /** Puts a task back as if it had not been claimed. False if the claim was lost. */
    public boolean giveBack(SyncOperation claimed, String worker, @Nullable String message) {
        return held("""
                        update sync_operations set status = 'queued', error_message = :message,
                            claimed_by = null, lease_expires_at = null
                        """, claimed, worker).bind("message", message).execute() == 1;
    }

    /** Takes an open task out of the queue, because nothing is left to be done. False if the claim was lost. */
    public boolean withdraw(SyncOperation claimed, String worker) {
        return held("delete from sync_operations", claimed, worker).execute() == 1;
    }

    /** Notes what the far side confirmed and renews the lease. False if the claim was lost. */
    public boolean progress(SyncOperation claimed, String worker, long confirmed, Instant lease) {
        return held("""
                        update sync_operations set bytes_transferred = :confirmed, lease_expires_at = :lease,
                            vanished_count = 0,
                            furthest_offset = case when furthest_offset < :confirmed then :confirmed
                                                   else furthest_offset end
                        """, claimed, worker)
                        .bind("confirmed", confirmed)
                        .bind("lease", lease)
                        .execute()
                == 1;
    }

    /**
     * Gives back what dead workers held: rows whose lease ran out, or all rows in progress where the caller knows that
     * no other worker lives. Costs no retry.
     *
     * @param noOtherWorker true where the caller alone holds the home
     */
    public int giveBackOfTheDead(boolean noOtherWorker, Instant now, Instant latestLease) {
        return handle.createUpdate("""
                        update sync_operations set status = 'queued', claimed_by = null, lease_expires_at = null,
                            vanished_count = vanished_count + 1
                        where status = 'in_progress'
                          and (:all = 1 or lease_expires_at is null or lease_expires_at < :now
                               or lease_expires_at > :latest)
                        """)
                .bind("all", noOtherWorker ? 1 : 0)
                .bind("now", now)
                .bind("latest", latestLease)
                .execute();
    }

    /** Parks tasks over which workers died again and again: permanent, for a person to look at. */
    public int parkPoison(int deaths) {
        return handle.createUpdate("""
                        update sync_operations set status = 'failed', retry_count = max_retries, fault = 'UNEXPECTED',
                            error_message = 'the program ended ' || vanished_count
                                || ' times in a row while it worked on this'
                        where status = 'queued' and vanished_count >= :deaths
                        """).bind("deaths", deaths).execute();
    }

    /** A person's wish: queued again, with the whole budget. Null for all that failed. */
    public int retry(@Nullable String id) {
        return handle.createUpdate("""
                        update sync_operations set status = 'queued', retry_count = 0, next_attempt_at = null,
                            vanished_count = 0, fault = null
                        where status = 'failed' and (:id is null or id = :id)
                        """).bind("id", id).execute();
    }

    /** A person's wish: permanent, without badge. False where it is not waiting. */
    public boolean cancel(String id) {
        return handle.createUpdate("""
                                update sync_operations set status = 'failed', retry_count = max_retries,
                                    fault = 'CANCELLED', error_message = 'cancelled by you', next_attempt_at = null
                                where id = :id and status in ('queued', 'failed')
                                """).bind("id", id).execute() == 1;
    }

    /** Puts failed tasks of a provider back, because what stopped them may have changed; not those of a person. */
    public int revive(String providerId) {
        return handle.createUpdate("""
                        update sync_operations
                        set status = 'queued', retry_count = 0, next_attempt_at = null, vanished_count = 0
                        where provider_id = :provider and status = 'failed' and coalesce(fault, '') <> 'CANCELLED'
                        """).bind("provider", providerId).execute();
    }

    public Optional<SyncOperation> find(String id) {
        return Rows.first(handle, SELECT + "where id = ?", SyncOperationsDao::read, id);
    }

    /** Open tasks as a person lists them: in progress, failed, queued; within these by priority and age. */
    public List<SyncOperation> open(int limit) {
        return Rows.list(handle, SELECT + """
                where status in ('in_progress', 'failed', 'queued')
                order by case status when 'in_progress' then 0 when 'failed' then 1 else 2 end,
                         priority desc, created_at, id
                limit ?
                """, SyncOperationsDao::read, limit);
    }

    /** Of one asset, newest first, the completed ones too. */
    public List<SyncOperation> ofAsset(ContentHash hash, int limit) {
        return Rows.list(
                handle,
                SELECT + "where content_hash = ? order by created_at desc, id limit ?",
                SyncOperationsDao::read,
                hash.toString(),
                limit);
    }

    /** Figures of the open tasks. */
    public List<QueueFigure> figures() {
        return Rows.list(
                handle,
                """
                select provider_id, operation_type, status,
                    case when retry_count >= max_retries then 1 else 0 end as permanent,
                    count(*), sum(total_bytes), min(next_attempt_at)
                from sync_operations where status <> 'completed' and coalesce(fault, '') <> 'CANCELLED'
                group by provider_id, operation_type, status, permanent
                """,
                row -> new QueueFigure(
                        row.text(),
                        named(OperationType.class, row.text()),
                        named(OperationStatus.class, row.text()),
                        row.flag(),
                        row.number(),
                        row.number(),
                        row.timeOrNull()));
    }

    /** Open tasks of one kind on one provider, as resume points and leftovers are judged by. */
    public boolean isOpen(ContentHash hash, String providerId, OperationType type) {
        String like = "where content_hash = ? and provider_id = ? and operation_type = ? and status <> 'completed'";
        return Rows.first(handle, SELECT + like, SyncOperationsDao::read, hash.toString(), providerId, type.text())
                .isPresent();
    }

    /** Forgets all operations of contents that are forgotten themselves. */
    public void forgetAll(Collection<ContentHash> hashes) {
        hashes.forEach(hash -> handle.execute("delete from sync_operations where content_hash = ?", hash.toString()));
    }

    /** Removes completed rows that ended before {@code before}, a batch at a time. */
    public int forgetCompleted(Instant before, int limit) {
        return handle.createUpdate("""
                        delete from sync_operations where id in (
                            select id from sync_operations
                            where status = 'completed' and completed_at < :before limit :limit)
                        """)
                .bind("before", before)
                .bind("limit", limit)
                .execute();
    }

    private static final java.util.Comparator<SyncOperation> ORDER = java.util.Comparator.comparingLong(
                    SyncOperation::priority)
            .reversed()
            .thenComparing(SyncOperation::createdAt)
            .thenComparing(SyncOperation::id);

    private Update held(String change, SyncOperation claimed, String worker) {
        return handle.createUpdate(change + HELD)
                .bind("id", claimed.id())
                .bind("worker", worker)
                .bind("fence", claimed.fence());
    }

    private static <E extends Enum<E>> E named(Class<E> type, String text) {
        return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
    }

    private static SyncOperation read(Columns row) throws SQLException {
        return new SyncOperation(
                row.text(),
                row.hash(),
                row.text(),
                named(OperationType.class, row.text()),
                named(OperationStatus.class, row.text()),
                row.number(),
                row.integer(),
                row.integer(),
                row.textOrNull(),
                row.number(),
                row.number(),
                row.time(),
                row.timeOrNull(),
                row.timeOrNull(),
                row.timeOrNull(),
                row.textOrNull(),
                row.timeOrNull(),
                row.number(),
                row.textOrNull(),
                row.number(),
                row.integer());
    }
}
