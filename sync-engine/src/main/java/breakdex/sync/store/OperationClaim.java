package breakdex.sync.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The statements by which a worker takes operations, and ends them well. */
final class OperationClaim {
    /**
     * What a claim takes of one type, in one standing. Of an asset's operations on one provider only the first may be
     * taken, so that two who look at once cannot take two. One that breaks the rules is never taken, and stands in no
     * other's way, unless it is in progress: beside that one the table lets no second one be. Counted and not
     * {@code exists}, which PostgreSQL might turn into a join with the whole queue.
     */
    private static final String DUE = """
            select o.id, o.priority, o.created_at from %1$s o
            where o.provider_id = :provider and o.operation_type = '%2$s' and %3$s and %4$s
              and (select count(*) from %1$s b
                   where b.content_hash = o.content_hash and b.provider_id = o.provider_id and b.id <> o.id
                     and b.status <> 'completed'
                     and (b.status = 'in_progress'
                          or ((b.priority > o.priority
                               or (b.priority = o.priority
                                   and (b.created_at < o.created_at or (b.created_at = o.created_at and b.id < o.id))))
                              and (b.status <> 'failed' or b.retry_count < b.max_retries) and %5$s))) = 0
            order by o.priority desc, o.created_at, o.id limit :limit
            """;

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

    private OperationClaim() {}

    /** Takes what is due: one statement, from the head of an index for each type and standing. */
    static String of(Collection<OperationType> types, String table, Dialect dialect) {
        List<String> heads = new ArrayList<>();
        for (OperationType type : types) {
            String further = type == OperationType.DELETE_REMOTE ? NOT_RELIED_ON : "";
            for (String standing : List.of(ON_ANY, ON_OURS, AGAIN)) {
                String due = DUE.formatted(
                        table,
                        type.text(),
                        standing + " " + further,
                        OperationRule.besidesStatus("o", dialect),
                        OperationRule.ofRow("b", dialect));
                heads.add("select * from (" + due + dialect.passedBy() + ") q" + heads.size());
            }
        }
        return """
                update %s set status = 'in_progress', claimed_by = :worker, lease_expires_at = :lease,
                    fence = fence + 1, started_at = :now
                where id in (select id from (%s) due order by priority desc, created_at, id limit :limit)
                returning id, content_hash, operation_type, priority, retry_count, max_retries, bytes_transferred,
                    total_bytes, created_at, fence, furthest_offset, vanished_count, machine_id
                """.formatted(table, String.join(" union all ", heads));
    }

    /**
     * Ends operations well. The parameters are the time, the operations' ids with their fences, and the worker. One
     * statement for all of them: one for each takes both kinds of database about twice as long.
     */
    static String ending(String table, Dialect dialect) {
        return """
                update %s as o set status = 'completed', completed_at = ?, bytes_transferred = total_bytes,
                    error_message = null, fault = null, claimed_by = null, lease_expires_at = null,
                    next_attempt_at = null
                from (%s) held
                where o.id = held.name and o.fence = held.number and o.claimed_by = ?
                  and coalesce(o.status, '') = 'in_progress' and %s
                returning id
                """.formatted(table, dialect.pairs(), OperationRule.checked("o", dialect));
    }
}
