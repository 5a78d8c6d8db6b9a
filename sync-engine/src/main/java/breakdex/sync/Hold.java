package breakdex.sync;

import breakdex.sync.store.Tx;

/**
 * What entitles somebody to record what was found of a copy, and to take a copy away: an operation that is his. Whoever
 * stood still for too long has lost it, and must leave both to his successor.
 */
interface Hold {
    /** Of one who looks for a person, at a copy that no operation is about. */
    Hold NO_OPERATION = new Hold() {
        @Override
        public void check(Tx tx) {}

        @Override
        public void beforeDestroying() {}
    };

    /**
     * Part of the transaction that records: of that nothing stays where this throws.
     *
     * @throws LeaseLostException if the operation is another's
     */
    void check(Tx tx);

    /** @throws LeaseLostException if the operation is another's, or may soon be */
    void beforeDestroying();
}
