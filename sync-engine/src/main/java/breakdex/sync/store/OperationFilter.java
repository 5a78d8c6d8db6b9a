package breakdex.sync.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which operations are asked for. What is empty leaves nothing out, but for the states: without any, those that are
 * open and those that were cancelled.
 *
 * @param places names of places, as people call them
 * @param limit how many at most, 1 or more
 */
public record OperationFilter(Set<OperationState> states, Set<String> places, Set<OperationType> types, int limit) {
    /** What a person sees who asks for nothing in particular. */
    private static final Set<OperationState> OPEN =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(OperationState.COMPLETED)));

    /** @throws IllegalArgumentException if the limit is less than 1 */
    public OperationFilter {
        if (limit < 1) {
            throw new IllegalArgumentException("the limit is less than 1: " + limit);
        }
        states = states.isEmpty() ? OPEN : Set.copyOf(states);
        places = Set.copyOf(places);
        types = Set.copyOf(types);
    }

    /** All that are open or cancelled. */
    public static OperationFilter open(int limit) {
        return new OperationFilter(Set.of(), Set.of(), Set.of(), limit);
    }

    /** Those of any place and type that stand so. */
    public static OperationFilter of(Set<OperationState> states, int limit) {
        return new OperationFilter(states, Set.of(), Set.of(), limit);
    }

    /** What follows {@code select ... from} the rows {@code o}, and its parameters from the left. */
    record Query(String sql, List<Object> parameters) {}

    /**
     * One query for each part of what is asked for, so that each is read from one end of an index as far as the limit
     * goes, and the rows that they find in order.
     *
     * @param rows the table, as {@code o}
     * @param further condition on each row {@code o}
     * @param living workers who hold operations and live
     * @param now the database's time
     */
    Query query(String rows, String further, Collection<String> living, Instant now) {
        List<String> heads = new ArrayList<>();
        List<Object> parameters = new ArrayList<>();
        for (Part part : parts(living, now)) {
            heads.add("select * from (select o.id as found, " + part.rank() + " as rank from " + rows + " where "
                    + part.condition() + everywhere() + " and " + further + " order by " + part.order() + " limit ?) q"
                    + heads.size());
            parameters.addAll(part.parameters());
            parameters.addAll(places);
            types.forEach(type -> parameters.add(type.text()));
            parameters.add(limit);
        }
        parameters.add(limit);
        String sql = " join (" + String.join(" union all ", heads) + ") q on q.found = o.id order by q.rank, "
                + "case when o.status = 'completed' then o.id end desc, " + BY_PRIORITY + " limit ?";
        return new Query(sql, parameters);
    }

    /** @param rank of two parts, the lower one comes first */
    private record Part(int rank, String condition, String order, List<Object> parameters) {}

    private static final String BY_PRIORITY = "o.priority desc, o.created_at, o.id";
    private static final String NOT_CANCELLED = "coalesce(o.fault, '') <> '" + SyncOperation.CANCELLED + "'";

    /** What a worker holds is in progress while that worker lives; what a dead one left waits. */
    private List<Part> parts(Collection<String> living, Instant now) {
        List<Object> holders = new ArrayList<>(living);
        holders.add(now);
        String held = "(o.claimed_by in (" + (living.isEmpty() ? "null" : marks(living.size()))
                + ") and o.lease_expires_at >= ?)";
        List<Part> parts = new ArrayList<>();
        for (OperationState state : states) {
            switch (state) {
                case IN_PROGRESS ->
                    parts.add(new Part(0, "o.status = 'in_progress' and " + held, BY_PRIORITY, holders));
                case PERMANENTLY_FAILED -> parts.add(failed("o.retry_count >= o.max_retries and " + NOT_CANCELLED));
                case RETRY_PENDING -> parts.add(failed("o.retry_count < o.max_retries and " + NOT_CANCELLED));
                case CANCELLED -> parts.add(failed("o.fault = '" + SyncOperation.CANCELLED + "'"));
                case QUEUED -> {
                    parts.add(new Part(2, "o.status = 'queued'", BY_PRIORITY, List.of()));
                    parts.add(
                            new Part(2, "o.status = 'in_progress' and " + held + " is not true", BY_PRIORITY, holders));
                }
                // Ids grow, so the latest end the primary key. Not found by their status, which most rows have.
                case COMPLETED ->
                    parts.add(new Part(3, "coalesce(o.status, '') = 'completed'", "o.id desc", List.of()));
            }
        }
        return parts;
    }

    private static Part failed(String further) {
        return new Part(1, "o.status = 'failed' and " + further, BY_PRIORITY, List.of());
    }

    /** What is asked of every part. */
    private String everywhere() {
        String condition = places.isEmpty()
                ? ""
                : " and o.provider_id in (select id from sync_providers where display_name in (" + marks(places.size())
                        + "))";
        return types.isEmpty() ? condition : condition + " and o.operation_type in (" + marks(types.size()) + ")";
    }

    private static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }
}
