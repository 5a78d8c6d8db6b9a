package breakdex.sync.store;

/** What SQL has to say differently to the two kinds of database. */
enum Dialect {
    /** One writer at a time: nobody else changes a row while we look. */
    SQLITE("", "", "strftime('%Y-%m-%dT%H:%M:%fZ', $) = $", "select key as name, value as number from json_each(?)"),
    POSTGRESQL(
            " for no key update",
            " for update of o skip locked",
            "($ > '-infinity' and $ < 'infinity')",
            "select key as name, cast(value as bigint) as number from json_each_text(cast(? as json))");

    private final String held;
    private final String passedBy;
    private final String isTime;
    private final String pairs;

    Dialect(String held, String passedBy, String isTime, String pairs) {
        this.held = held;
        this.passedBy = passedBy;
        this.isTime = isTime;
        this.pairs = pairs;
    }

    /**
     * Ends a query whose rows nobody else may change before this transaction ends. They may be pointed to: to forbid
     * that too, each of two that point to a row would wait for the other.
     */
    String held() {
        return held;
    }

    /** As {@link #held}, for rows {@code o}; those that another transaction holds are left out. */
    String passedBy() {
        return passedBy;
    }

    /** A query for the pairs of one parameter, a JSON object of numbers: {@code name} and {@code number}. */
    String pairs() {
        return pairs;
    }

    /**
     * Whether a column holds a time as {@link Times} writes it: SQLite keeps anything there, and PostgreSQL knows times
     * without end.
     */
    String isTime(String column) {
        return isTime.replace("$", column);
    }
}
