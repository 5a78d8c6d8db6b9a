package breakdex.sync.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A PostgreSQL of this JVM's own, started for the first test that needs it and stopped with it. */
public final class TestServer {
    private static final String PATTERN = "breakdex_pattern";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestServer() {}

    /** Made when it is first asked for. */
    private static final class Started {
        private static final EmbeddedPostgres SERVER = start();
    }

    /** A database of its own with our tables, empty. */
    public static DatabaseAddress.Server fresh() {
        String name = "breakdex_" + DATABASES.incrementAndGet();
        create(Started.SERVER, name, " template " + PATTERN);
        return address(Started.SERVER, name);
    }

    /** A database of its own without tables. */
    public static DatabaseAddress.Server bare() {
        String name = "breakdex_" + DATABASES.incrementAndGet();
        create(Started.SERVER, name, "");
        return address(Started.SERVER, name);
    }

    private static EmbeddedPostgres start() {
        try {
            EmbeddedPostgres started = EmbeddedPostgres.builder()
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setServerConfig("fsync", "off")
                    .setServerConfig("max_connections", "200")
                    .start();
            create(started, PATTERN, "");
            Database.open(address(started, PATTERN), Clock.systemUTC(), StepListener.NONE)
                    .close();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void create(EmbeddedPostgres server, String name, String how) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + how);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DatabaseAddress.Server address(EmbeddedPostgres server, String name) {
        return new DatabaseAddress.Server(
                "jdbc:postgresql://localhost:" + server.getPort() + "/" + name, "postgres", null);
    }
}
