package breakdex.sync.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteDataSource;

/** A file: one of all threads and processes writes at a time, others read beside it. */
final class SqliteBackend implements Backend {
    private static final int READERS = 3;
    private static final int BUSY_TIMEOUT_MS = 20_000;

    /** Negative means KiB. Hashes scatter over every index: with less, each insert reads pages back. */
    private static final int WRITER_CACHE_KIB = -8 * 1024;

    /** The log is carried over into the file when it has so many pages of 4 KiB; many hashes then share one write. */
    private static final int LOG_PAGES = 8000;

    private static final int READER_CACHE_KIB = -1024;

    private final Path file;
    private final Clock clock;
    private final Jdbi reader;
    private final HikariDataSource readerPool;
    private @Nullable Writer writer;

    /** Connected when something is first written: to look is to start quickly. */
    private record Writer(HikariDataSource pool, Jdbi jdbi) {}

    SqliteBackend(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
        this.readerPool = pool(file, READERS, false);
        this.reader = jdbi(readerPool);
    }

    @Override
    public void migrate() {
        probe();
        new Migrations(Dialect.SQLITE, file.toString(), "main").apply(readerPool, () -> writer().pool());
    }

    /** The pool would try for half a minute to get something out of a damaged file. */
    private void probe() {
        SQLiteDataSource once = new SQLiteDataSource();
        once.setUrl("jdbc:sqlite:" + file);
        try {
            if (Files.exists(file) && Files.size(file) > 0) {
                try (Connection connection = once.getConnection();
                        Statement statement = connection.createStatement()) {
                    statement.executeQuery("select count(*) from sqlite_master").close();
                }
            }
        } catch (SQLException | IOException e) {
            RuntimeException told = translate(new ConnectionException(e));
            if (told instanceof StoreException damaged && damaged.kind() == StoreException.Kind.DAMAGED) {
                throw damaged;
            }
        }
    }

    @Override
    public <T> T write(HandleCallback<T, RuntimeException> work) {
        return writer().jdbi().withHandle(handle -> {
            handle.execute("pragma synchronous = FULL");
            try {
                return handle.inTransaction(work);
            } finally {
                handle.execute("pragma synchronous = NORMAL");
            }
        });
    }

    @Override
    public <T> T note(HandleCallback<T, RuntimeException> work) {
        return writer().jdbi().inTransaction(work);
    }

    @Override
    public <T> T read(HandleCallback<T, RuntimeException> work) {
        return reader.inTransaction(work);
    }

    @Override
    public Tx tx(Handle handle) {
        return new Tx(handle, Dialect.SQLITE, clock::instant);
    }

    @Override
    public String check(Handle handle) {
        return Rows.one(handle, "pragma quick_check(1)", Columns::text);
    }

    /** Who was in the way was waited for already. */
    @Override
    public boolean passes(RuntimeException failure, int tries) {
        return false;
    }

    @Override
    public RuntimeException translate(RuntimeException failure) {
        return DatabaseFile.translate(file, failure);
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

    private static Jdbi jdbi(HikariDataSource pool) {
        Jdbi jdbi = Statements.jdbi(pool);
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
