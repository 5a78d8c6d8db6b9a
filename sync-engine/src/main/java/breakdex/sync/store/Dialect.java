package breakdex.sync.store;

/** What SQL has to say differently to the two kinds of database. */
enum Dialect {
    /** One writer at a time: nobody else changes a row while we look. */
    SQLITE("", ""),
    POSTGRESQL(" for no key update", " for update of o skip locked");

    private final String held;
    private final String passedBy;

    Dialect(String held, String passedBy) {
        this.held = held;
        this.passedBy = passedBy;
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
}
