package breakdex.sync.store;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;

/** One kind of database: how it is connected to, what its failures mean. Safe for use by many threads. */
interface Backend extends AutoCloseable {
    /** Brings the tables up to date. */
    void migrate();

    /** A transaction that is on the disk when this returns, and takes place as if no other did meanwhile. */
    <T> T write(HandleCallback<T, RuntimeException> work);

    /** A transaction that a power cut may undo. */
    <T> T note(HandleCallback<T, RuntimeException> work);

    /** A transaction on one unchanging view. */
    <T> T read(HandleCallback<T, RuntimeException> work);

    /** The transaction's handle as the tables. */
    Tx tx(Handle handle);

    /** The database's own check of its inner order; "ok", or what it found. */
    String check(Handle handle);

    /**
     * Whether what failed may be done again from its beginning.
     *
     * @param tries how often it was tried
     */
    boolean passes(RuntimeException failure, int tries);

    /** A failure as a sentence, where it is one of the database as a whole; else as it is. */
    RuntimeException translate(RuntimeException failure);

    @Override
    void close();
}
