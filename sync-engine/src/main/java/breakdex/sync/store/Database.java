package breakdex.sync.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * The engine's own database file. Safe for use by many threads: one of them writes at a time, others read beside it.
 *
 * <p>What {@link #write} returned from is on the disk. What {@link #note} returned from survives the end of this
 * process, but may be undone by a power cut, together with all that was noted later, until the next {@code write} puts
 * it on the disk; so does {@link #close}, where no other process has the database open. Nested use of one
 * {@code Database} from within its own work would wait for itself; a {@link Tx} is handed on instead.
 */
public final class Database implements AutoCloseable {
    private static final int READERS = 3;
    private static final int BUSY_TIMEOUT_MS = 20_000;

    /** Negative means KiB. Hashes scatter over every index: with less, each insert reads pages back. */
    private static final int WRITER_CACHE_KIB = -8 * 1024;

    /** The log is carried over into the file when it has so many pages of 4 KiB; many hashes then share one write. */
    private static final int LOG_PAGES = 8000;

    private static final int READER_CACHE_KIB = -1024;

    private final Path file;
    private final Jdbi reader;
    private final HikariDataSource readerPool;
    private final StepListener steps;
    private @Nullable Writer writer;

    /** Connected when something is first written: to look is to start quickly. */
    private record Writer(HikariDataSource pool, Jdbi jdbi) {}

    private Database(Path file, StepListener steps) {
        this.file = file;
        this.steps = steps;
        this.readerPool = pool(file, READERS, false);
        this.reader = jdbi(readerPool);
    }

    /**
     * Opens the database, makes it where there is none, and brings an older one up to date.
     *
     * @param file its folder exists
     * @param steps told before and after each write; {@link StepListener#NONE} outside simulations
     * @throws StoreException if it cannot be used as it is; it is left untouched then
     */
    public static Database open(Path file, StepListener steps) {
        DatabaseFile.check(file);
        Database database = new Database(file, steps);
        try {
            database.translating(() -> {
                Migrations.apply(database.readerPool, () -> database.writer().pool(), file);
                return 0;
            });
            return database;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** Runs {@code work} in one transaction, on disk when this returns; nothing of it stays where it throws. */
    public <T> T write(Function<Tx, T> work) {
        return change(StepListener.WRITE, handle -> {
            handle.execute("pragma synchronous = FULL");
            try {
                return handle.inTransaction(inner -> work.apply(new Tx(inner)));
            } finally {
                handle.execute("pragma synchronous = NORMAL");
            }
        });
    }

    /** As {@link #write}, for work without a result. */
    public void writing(Consumer<Tx> work) {
        write(returning(work));
    }

    /**
     * As {@link #write}, but not yet safe from a power cut: for what a next run would find out again by itself, such as
     * that a file was hashed or a copy proved. Waiting for the disk each time costs more than that work.
     */
    public <T> T note(Function<Tx, T> work) {
        return change(StepListener.NOTE, handle -> handle.inTransaction(inner -> work.apply(new Tx(inner))));
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

    private <T> T change(String step, HandleCallback<T, RuntimeException> work) {
        steps.before(step);
        T result = translating(() -> writer().jdbi().withHandle(work));
        steps.after(step);
        return result;
    }

    /** Runs {@code work} on one unchanging view of the data. */
    public <T> T read(Function<Tx, T> work) {
        return translating(() -> reader.inTransaction(handle -> work.apply(new Tx(handle))));
    }

    /** SQLite's own check of the file's inner order; "ok", or what it found. */
    public String quickCheck() {
        return read(tx -> tx.handle()
                .createQuery("pragma quick_check(1)")
                .mapTo(String.class)
                .one());
    }

    @Override
    public void close() {
        readerPool.close();
        closeWriter();
    }

    private synchronized void closeWriter() {
        if (writer != null) {
            writer.pool().close();
        }
    }

    private synchronized Writer writer() {
        Writer known = writer;
        if (known == null) {
            HikariDataSource pool = pool(file, 1, true);
            known = new Writer(pool, jdbi(pool));
            writer = known;
        }
        return known;
    }

    private interface Work<T> {
        T run();
    }

    /**
     * An interrupt waits until the work is done: a transaction is short, and whoever was interrupted often wants to
     * write down how far it came.
     */
    private <T> T translating(Work<T> work) {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return work.run();
                } catch (ConnectionException e) {
                    if (!(e.getCause() instanceof SQLException sql && sql.getCause() instanceof InterruptedException)) {
                        throw e;
                    }
                    interrupted = true;
                }
            }
        } catch (JdbiException e) {
            throw DatabaseFile.translate(file, e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Jdbi jdbi(HikariDataSource pool) {
        Jdbi jdbi = Jdbi.create(pool);
        jdbi.registerArgument(new Times.AsText());
        return jdbi;
    }

    private static HikariDataSource pool(Path file, int size, boolean writing) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("breakdex-" + (writing ? "writer" : "readers"));
        config.setDataSourceClassName("org.sqlite.SQLiteDataSource");
        config.addDataSourceProperty("url", "jdbc:sqlite:" + file);
        config.addDataSourceProperty("journalMode", "WAL");
        config.addDataSourceProperty("synchronous", "NORMAL");
        config.addDataSourceProperty("busyTimeout", BUSY_TIMEOUT_MS);
        config.addDataSourceProperty("enforceForeignKeys", true);
        config.setConnectionInitSql("pragma wal_autocheckpoint = " + LOG_PAGES);
        config.addDataSourceProperty("cacheSize", writing ? WRITER_CACHE_KIB : READER_CACHE_KIB);
        config.addDataSourceProperty("transactionMode", writing ? "IMMEDIATE" : "DEFERRED");
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setMaxLifetime(0);
        return new HikariDataSource(config);
    }
}
