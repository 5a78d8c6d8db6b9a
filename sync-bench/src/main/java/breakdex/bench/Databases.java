package breakdex.bench;

import breakdex.sync.store.DatabaseAddress;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives empty databases below one folder to the queue and to its peer, with one promise for what they write. */
final class Databases implements AutoCloseable {
    /** As the engine's {@code note}: outlives the process, but the last of it not a power cut. */
    enum Kind {
        SQLITE("SQLite", "write-ahead log, synchronous=NORMAL"),
        POSTGRESQL("PostgreSQL", "fsync=on, synchronous_commit=off");

        final String words;
        final String durability;

        Kind(String words, String durability) {
            this.words = words;
            this.durability = durability;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);

    /** As the engine's own, so that neither side has the better cache. */
    private static final int SQLITE_CACHE_KIB = -8 * 1024;

    private static final int SQLITE_LOG_PAGES = 8000;
    private static final int SQLITE_BUSY_TIMEOUT_MS = 20_000;

    private final Path folder;
    private @Nullable EmbeddedPostgres server;
    private int given;

    Databases(Path folder) {
        this.folder = folder;
    }

    DatabaseAddress forQueue(Kind kind) {
        String name = "queue_" + ++given;
        return switch (kind) {
            case SQLITE -> new DatabaseAddress.File(folder.resolve(name + ".db"));
            case POSTGRESQL -> new DatabaseAddress.Server(create(name), "postgres", null);
        };
    }

    /**
     * A database for the peer.
     *
     * @param connections at most
     */
    HikariDataSource forPeer(Kind kind, int connections) {
        String name = "peer_" + ++given;
        HikariConfig config = new HikariConfig();
        config.setMaximumPoolSize(connections);
        switch (kind) {
            case SQLITE -> {
                config.setDataSourceClassName("org.sqlite.SQLiteDataSource");
                config.addDataSourceProperty("url", "jdbc:sqlite:" + folder.resolve(name + ".db"));
                config.addDataSourceProperty("journalMode", "WAL");
                config.addDataSourceProperty("synchronous", "NORMAL");
                config.addDataSourceProperty("busyTimeout", SQLITE_BUSY_TIMEOUT_MS);
                config.addDataSourceProperty("cacheSize", SQLITE_CACHE_KIB);
                config.setConnectionInitSql("pragma wal_autocheckpoint = " + SQLITE_LOG_PAGES);
            }
            case POSTGRESQL -> {
                config.setJdbcUrl(create(name));
                config.setUsername("postgres");
                config.addDataSourceProperty("options", "-c synchronous_commit=off");
            }
        }
        return new HikariDataSource(config);
    }

    private String create(String name) {
        execute("create database " + name);
        return "jdbc:postgresql://localhost:" + server().getPort() + "/" + name;
    }

    /** Carries what is still to be written to the files, so that no measurement pays for what was before it. */
    void settle(Kind kind) {
        if (kind == Kind.POSTGRESQL) {
            execute("checkpoint");
        }
    }

    /** Processor time of the server's processes that live now; nothing where there is none, or it cannot be told. */
    Duration serverCpu() {
        if (server == null) {
            return Duration.ZERO;
        }
        try {
            String first = Files.readAllLines(data().resolve("postmaster.pid")).get(0);
            return ProcessHandle.of(Long.parseLong(first.strip())).stream()
                    .flatMap(ProcessHandle::descendants)
                    .map(process -> process.info().totalCpuDuration())
                    .flatMap(Optional::stream)
                    .reduce(Duration.ZERO, Duration::plus);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void execute(String sql) {
        try (Connection connection = server().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private EmbeddedPostgres server() {
        EmbeddedPostgres known = server;
        if (known == null) {
            known = start();
            server = known;
        }
        return known;
    }

    /** The builder would leave out fsync, which a test may do and a measurement may not. */
    private EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setPGStartupWait(STARTS_WITHIN)
                    .setDataDirectory(data())
                    .setCleanDataDirectory(true)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path data() {
        return folder.resolve("server");
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
    }
}
