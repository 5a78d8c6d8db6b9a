package breakdex.sync.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL. Writes are serializable and wait for the disk. Notes see what others commit meanwhile, and do not wait
 * ({@code synchronous_commit}). The three kinds of transaction have connections of their own, so that none has to say
 * its kind to the server each time.
 *
 * <p>A server that was restarted is waited for; a worker that stood still in the middle of a transaction loses it to
 * the server's time limit, so that it holds up nobody.
 */
final class PostgresBackend implements Backend {
    static final String SCHEMA = "breakdex";

    private static final int CONNECTIONS_OF_A_KIND = 3;

    /** How long a server that went away is waited for. */
    private static final long PATIENCE_MS = 60_000;

    private static final int IDLE_CLOSES_MS = 60_000;
    private static final String ANSWER_WITHIN_SECONDS = "300";
    private static final int MOST_TRIES = 100;

    private static final String LIMITS = "-c idle_in_transaction_session_timeout=30s -c lock_timeout=60s";

    /**
     * Our statements are long and touch few rows. A server that compiles what it expects to be costly took 900 ms for a
     * claim of 1,024 of 200,000 operations, which runs in 50 ms.
     */
    private static final String AS_IT_STANDS = " -c jit=off";

    /** Another transaction was in the way: a conflict, a deadlock, a row or table that was held too long. */
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "55P03");

    private static final String NOT_UNIQUE = "23505";

    /** The server ended the session: by hand, because it stops or starts, or because we were silent too long. */
    private static final Set<String> SESSION_ENDED = Set.of("57P01", "57P02", "57P03", "57P05", "25P03");

    private final DatabaseAddress.Server address;
    private final Kind writes;
    private final Kind notes;
    private final Kind reads;

    /** The connections of one kind of transaction. */
    private record Kind(HikariDataSource pool, Jdbi jdbi) {
        Kind(HikariDataSource pool) {
            this(pool, Statements.jdbi(pool));
            jdbi.registerArgument(new Times.AsText());
        }
    }

    PostgresBackend(DatabaseAddress.Server address) {
        PostgresServer.checkAddress(address);
        this.address = address;
        this.writes = new Kind(pool("writes", " -c default_transaction_isolation=serializable"));
        this.notes =
                new Kind(pool("notes", " -c default_transaction_isolation=read\\ committed -c synchronous_commit=off"));
        this.reads = new Kind(pool(
                "reads", " -c default_transaction_isolation=repeatable\\ read -c default_transaction_read_only=on"));
    }

    private HikariDataSource pool(String kind, String session) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("breakdex-" + kind);
        config.setJdbcUrl(address.url());
        config.setDataSourceProperties(properties(session));
        config.setMaximumPoolSize(CONNECTIONS_OF_A_KIND);
        config.setMinimumIdle(0);
        config.setIdleTimeout(IDLE_CLOSES_MS);
        config.setConnectionTimeout(PATIENCE_MS);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    private Properties properties(String session) {
        Properties properties = new Properties();
        properties.setProperty("options", LIMITS + AS_IT_STANDS + session);
        properties.setProperty("ApplicationName", "breakdex");
        properties.setProperty("currentSchema", SCHEMA);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("socketTimeout", ANSWER_WITHIN_SECONDS);
        // Our times are text; the server takes them for what the column is.
        properties.setProperty("stringtype", "unspecified");
        Optional.ofNullable(address.user()).ifPresent(user -> properties.setProperty("user", user));
        Optional.ofNullable(address.password()).ifPresent(word -> properties.setProperty("password", word));
        return properties;
    }

    @Override
    public void migrate() {
        PostgresServer.check(address, properties(""));
        new Migrations(Dialect.POSTGRESQL, address.words(), PostgresServer.schema(address))
                .apply(reads.pool(), writes::pool);
    }

    @Override
    public <T> T write(HandleCallback<T, RuntimeException> work) {
        return writes.jdbi().inTransaction(work);
    }

    @Override
    public <T> T note(HandleCallback<T, RuntimeException> work) {
        return notes.jdbi().inTransaction(work);
    }

    @Override
    public <T> T read(HandleCallback<T, RuntimeException> work) {
        return reads.jdbi().inTransaction(work);
    }

    @Override
    public Tx tx(Handle handle) {
        return new Tx(handle, Dialect.POSTGRESQL, () -> now(handle));
    }

    private static Instant now(Handle handle) {
        return Rows.one(handle, "select now()", Columns::time);
    }

    /** A server looks after its files itself. */
    @Override
    public String check(Handle handle) {
        return Rows.one(handle, "select 'ok'", Columns::text);
    }

    /** Where no connection could be made, the pool has waited already; waiting longer is the caller's choice. */
    @Override
    public boolean passes(RuntimeException failure, int tries) {
        String state = stateOf(failure);
        return state != null
                && !(failure instanceof ConnectionException)
                && tries < MOST_TRIES
                && (CONFLICTS.contains(state)
                        || SESSION_ENDED.contains(state)
                        || state.startsWith("08")
                        || isLostClaim(state, failure));
    }

    private static boolean isLostClaim(String state, RuntimeException failure) {
        return state.equals(NOT_UNIQUE)
                && reasons(failure).anyMatch(reason -> reason.contains(SyncOperationsDao.ONE_IN_PROGRESS));
    }

    private static Stream<String> reasons(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(cause -> String.valueOf(cause.getMessage()));
    }

    @Override
    public RuntimeException translate(RuntimeException failure) {
        return PostgresServer.translate(address, failure);
    }

    static @Nullable String stateOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return null;
    }

    @Override
    public void close() {
        List.of(writes, notes, reads).forEach(kind -> kind.pool().close());
    }
}
