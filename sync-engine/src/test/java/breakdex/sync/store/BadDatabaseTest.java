package breakdex.sync.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Database files that once were taken for ours, or for a defect of ours. */
class BadDatabaseTest {
    @TempDir
    Path home;

    private Path file;

    @BeforeEach
    void name() {
        file = home.resolve("breakdex.db");
    }

    private void run(String... sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String one : sql) {
                statement.executeUpdate(one);
            }
        }
    }

    private Database open() {
        return Database.open(new DatabaseAddress.File(file), Clock.systemUTC(), StepListener.NONE);
    }

    private void isRefused(StoreException.Kind kind) {
        assertThatThrownBy(() -> open().close())
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    @Test
    void anotherProgramThatUsesFlywayToo() throws Exception {
        run(
                "create table flyway_schema_history (version text, success integer)",
                "insert into flyway_schema_history values ('1', 1)");
        isRefused(StoreException.Kind.UNSUITABLE);
    }

    @Test
    void aHistoryThatSaysThatItFailed() throws Exception {
        open().close();
        run("update flyway_schema_history set success = 0");
        isRefused(StoreException.Kind.DAMAGED);
    }

    @Test
    void anEmptyFileWhoseLogHoldsEverything() throws Exception {
        Path log = home.resolve("breakdex.db-wal");
        Files.createFile(file);
        Files.writeString(log, "all that is left");
        isRefused(StoreException.Kind.DAMAGED);
        assertThat(log).hasContent("all that is left");
    }

    @Test
    void aHomeOnANetworkShare() {
        assertThatThrownBy(() -> DatabaseFile.checkStore(home, "nfs4"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("network share (nfs4)")
                .hasMessageContaining("--home");
        DatabaseFile.checkStore(home, "ext4");
    }
}
