package breakdex.sync.store;

import java.sql.SQLException;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.JdbiException;

/**
 * The engine's own database. Safe for use by many threads.
 *
 * <p>What {@link #write} returned from is on the disk. What {@link #note} returned from survives the end of this
 * process, but may be undone by a power cut of the database's machine, together with all that was noted later, until
 * the next {@code write} puts it on the disk; so does {@link #close} of an SQLite file that no other process has open.
 * Nested use of one {@code Database} from within its own work would wait for itself; a {@link Tx} is handed on instead.
 *
 * <p>Work is run again from its beginning where others were in its way, or the connection was lost: what it changes
 * outside the database, it must be able to change twice.
 */
public final class Database implements AutoCloseable {
    private final Backend backend;
    private final StepListener steps;

    private Database(Backend backend, StepListener steps) {
        this.backend = backend;
        this.steps = steps;
    }

    /**
     * Opens the database, makes its tables where there are none, and brings older ones up to date.
     *
     * @param clock the time of an SQLite database; a server has its own
     * @param steps told before and after each write; {@link StepListener#NONE} outside simulations
     * @throws StoreException if it cannot be used as it is; it is left untouched then
     */
    public static Database open(DatabaseAddress address, Clock clock, StepListener steps) {
        Database database = new Database(backend(address, clock), steps);
        try {
            database.translating(() -> {
                database.backend.migrate();
                return 0;
            });
            return database;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static Backend backend(DatabaseAddress address, Clock clock) {
        if (address instanceof DatabaseAddress.File file) {
            DatabaseFile.check(file.path());
            return new SqliteBackend(file.path(), clock);
        }
        return new PostgresBackend((DatabaseAddress.Server) address);
    }

    /**
     * Runs {@code work} in one transaction, on disk when this returns; nothing of it stays where it throws. What it
     * read is still true when it ends.
     */
    public <T> T write(Function<Tx, T> work) {
        return change(StepListener.WRITE, () -> backend.write(handle -> work.apply(backend.tx(handle))));
    }

    /** As {@link #write}, for work without a result. */
    public void writing(Consumer<Tx> work) {
        write(returning(work));
    }

    /**
     * As {@link #write}, but not yet safe from a power cut: for what a next run would find out again by itself, such as
     * that a file was hashed or a copy proved. Waiting for the disk each time costs more than that work. On a server,
     * only rows that it wrote, or read to be held, are sure to be as they were read.
     */
    public <T> T note(Function<Tx, T> work) {
        return change(StepListener.NOTE, () -> backend.note(handle -> work.apply(backend.tx(handle))));
    }

    /** As {@link #note}, for work without a result. */
    public void noting(Consumer<Tx> work) {
        note(returning(work));
    }

    private static Function<Tx, Integer> returning(Consumer<Tx> work) {
        return tx -> {
            work.accept(tx);
            return 0;
        };
    }

    private <T> T change(String step, Supplier<T> work) {
        steps.before(step);
        T result = translating(work);
        steps.after(step);
        return result;
    }

    /** Runs {@code work} on one unchanging view of the data. */
    public <T> T read(Function<Tx, T> work) {
        return translating(() -> backend.read(handle -> work.apply(backend.tx(handle))));
    }

    /** The database's own check of its inner order; "ok", or what it found. */
    public String quickCheck() {
        return translating(() -> backend.read(backend::check));
    }

    @Override
    public void close() {
        backend.close();
    }

    /**
     * An interrupt waits until the work is done: a transaction is short, and whoever was interrupted often wants to
     * write down how far it came.
     */
    private <T> T translating(Supplier<T> work) {
        boolean interrupted = Thread.interrupted();
        try {
            int tries = 0;
            while (true) {
                try {
                    return work.get();
                } catch (JdbiException e) {
                    boolean wasInterrupted = isInterrupt(e);
                    interrupted |= wasInterrupted;
                    if (!wasInterrupted && !backend.passes(e, ++tries)) {
                        throw backend.translate(e);
                    }
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean isInterrupt(JdbiException e) {
        return e instanceof ConnectionException
                && e.getCause() instanceof SQLException sql
                && sql.getCause() instanceof InterruptedException;
    }
}
