package breakdex.sync;

/** What came of a person's wish to take an operation out of the queue. */
public enum Cancellation {
    /** It stays out until it is retried. */
    CANCELLED,
    /** It broke the rules of the queue, so its row was removed: what is still to be done is queued anew by a run. */
    REMOVED,
    /** There is none with this id that waits; nothing was changed. */
    NOT_WAITING
}
