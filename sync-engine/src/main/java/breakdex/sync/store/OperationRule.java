package breakdex.sync.store;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What every row of the queue keeps to. The table's own checks hold some of it; but a row may come past them, by the
 * hand of a person, from another program, or when a disk rots. A row that breaks a rule is taken up by nobody and read
 * by nobody but {@link SyncOperationsDao#broken}.
 *
 * <p>Each is a condition in SQL, so that every statement passes over such rows. A hash that cannot be read is that of
 * no content that is known. Upper bounds are there since sums must not overflow, and because SQLite keeps a text in a
 * column of numbers, where it is more than any number.
 */
enum OperationRule {
    TYPE(
            "operation_type",
            "$ in ('" + String.join("', '", types()) + "')",
            "none of " + String.join(", ", types()),
            true),
    /** As an expression, lest SQLite look for rows of every status one after the other. */
    STATUS(
            "status",
            "coalesce($, '') in ('" + String.join("', '", statuses()) + "')",
            "none of " + String.join(", ", statuses()),
            true),
    /** As an expression too: it is not what a row is best found by. */
    PRIORITY(
            "priority",
            "+$ between -" + SyncOperationsDao.MOST_PRIORITY + " and " + SyncOperationsDao.MOST_PRIORITY,
            "not between -1,000,000 and 1,000,000",
            false),
    RETRIES("retry_count", Bound.TIMES, true),
    MOST_RETRIES("max_retries", Bound.TIMES, true),
    BUDGET("retry_count", "$ <= #.max_retries", "more than its max_retries", false),
    TRANSFERRED("bytes_transferred", Bound.BYTES, true),
    TOTAL("total_bytes", Bound.BYTES, true),
    FURTHEST("furthest_offset", Bound.BYTES, false),
    VANISHED("vanished_count", Bound.TIMES, false),
    FENCE("fence", Bound.CLAIMS, false),
    CREATED("created_at", false),
    STARTED("started_at", true),
    COMPLETED("completed_at", true),
    NEXT_ATTEMPT("next_attempt_at", true),
    LEASE("lease_expires_at", true),
    /**
     * Counted, here and below, and not {@code exists}, which PostgreSQL might turn into a join with all the queue. Not
     * {@code = 1}, which it takes for rare.
     */
    CONTENT(
            "content_hash",
            "(select count(*) from asset_manifest m where m.content_hash = $) <> 0",
            "no content that we know",
            false),
    PROVIDER(
            "provider_id",
            "(select count(*) from sync_providers p where p.id = $) <> 0",
            "no place that we know",
            false);

    /** What a number lies between, from 0. */
    private enum Bound {
        TIMES(1_000_000, "not between 0 and 1,000,000"),
        /** A PiB. */
        BYTES(1L << 50, "not between 0 and 2^50"),
        CLAIMS(1L << 50, "not between 0 and 2^50");

        private final long most;
        private final String otherwise;

        Bound(long most, String otherwise) {
            this.most = most;
            this.otherwise = otherwise;
        }
    }

    private static final int LONGEST_SHOWN = 64;

    private final String column;
    private final String kept;
    private final String otherwise;
    private final boolean checked;

    /**
     * @param kept the condition under which it is kept: {@code $} is the column, {@code #} the row, {@code time} of a
     *     column whether that can be read as one
     * @param otherwise what a value is that breaks it
     * @param checked whether the table has a check for it, which forbids every change of a row that breaks it
     */
    OperationRule(String column, String kept, String otherwise, boolean checked) {
        this.column = column;
        this.kept = kept;
        this.otherwise = otherwise;
        this.checked = checked;
    }

    OperationRule(String column, Bound bound, boolean checked) {
        this(column, "$ between 0 and " + bound.most, bound.otherwise, checked);
    }

    /** A time. */
    OperationRule(String column, boolean mayBeNull) {
        this(column, mayBeNull ? "($ is null or time($))" : "time($)", "no time that can be read", false);
    }

    private static List<String> types() {
        return Arrays.stream(OperationType.values()).map(OperationType::text).toList();
    }

    private static List<String> statuses() {
        return Arrays.stream(OperationStatus.values())
                .map(OperationStatus::text)
                .toList();
    }

    private String keptBy(String row, Dialect dialect) {
        String name = row + "." + column;
        return kept.replace("time($)", dialect.isTime(name)).replace("$", name).replace("#", row);
    }

    /** For rows that keep to every rule. */
    static String all(String row, Dialect dialect) {
        return those(rule -> true, row, dialect);
    }

    /** As {@link #all}, for rows whose status the statement itself demands. */
    static String besidesStatus(String row, Dialect dialect) {
        return those(rule -> rule != STATUS, row, dialect);
    }

    /** For rows that keep to every rule which can be told without a look at other tables. */
    static String ofRow(String row, Dialect dialect) {
        return those(rule -> rule != CONTENT && rule != PROVIDER, row, dialect);
    }

    /** For rows that the table's checks let be changed. One that they do not would fail the whole statement. */
    static String checked(String row, Dialect dialect) {
        return those(rule -> rule.checked, row, dialect);
    }

    private static String those(Predicate<OperationRule> wanted, String row, Dialect dialect) {
        return Arrays.stream(values())
                .filter(wanted)
                .map(rule -> rule.keptBy(row, dialect))
                .collect(Collectors.joining(" and "));
    }

    /** Columns of a result, one for each rule in their order: the value that breaks it, as text, or null where kept. */
    static String breaches(String row, Dialect dialect) {
        return Arrays.stream(values())
                .map(rule -> "case when (" + rule.keptBy(row, dialect) + ") is true then null else coalesce(cast(" + row
                        + "." + rule.column + " as text), 'null') end")
                .collect(Collectors.joining(", "));
    }

    String column() {
        return column;
    }

    /**
     * As part of a sentence, {@code its retry_count is -1, which is not between 0 and 1,000,000}.
     *
     * @param value that breaks it; a long one is cut, since it may be anything
     */
    String words(String value) {
        String shown = value.length() > LONGEST_SHOWN ? value.substring(0, LONGEST_SHOWN) + "…" : value;
        return "its " + column + " is " + (shown.isBlank() ? "empty" : shown) + ", which is " + otherwise;
    }
}
