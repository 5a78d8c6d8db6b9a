package breakdex.sync.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What can be wrong with a server and its address: one sentence each, and nothing is changed there. */
class BadServerTest {
    private static void refuses(DatabaseAddress.Server address, StoreException.Kind kind, String sentence) {
        assertThatThrownBy(() -> Database.open(address, Clock.systemUTC(), StepListener.NONE)
                        .close())
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining(sentence);
    }

    private static DatabaseAddress.Server at(String url, @Nullable String user) {
        return new DatabaseAddress.Server(url, user, null);
    }

    private static void run(DatabaseAddress.Server address, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(address.url(), address.user(), "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void anAddressThatIsNoServers() {
        refuses(at("postgres://server/x", null), StoreException.Kind.UNSUITABLE, "begins with jdbc:postgresql://");
    }

    @Test
    void aPasswordInTheAddress() {
        refuses(
                at("jdbc:postgresql://localhost/x?password=secret", null),
                StoreException.Kind.UNSUITABLE,
                "BREAKDEX_DB_PASSWORD");
        DatabaseAddress.Server signedIn = at("jdbc:postgresql://me:secret@localhost/x", null);
        refuses(signedIn, StoreException.Kind.UNSUITABLE, "BREAKDEX_DB_PASSWORD");
        assertThat(signedIn.words()).isEqualTo("jdbc:postgresql://localhost/x");
    }

    @Test
    void aServerThatDoesNotAnswer() {
        refuses(at("jdbc:postgresql://localhost:1/x", "me"), StoreException.Kind.UNREACHABLE, "does not answer");
    }

    @Test
    void aDatabaseThatIsNotThere() {
        String url = TestServer.bare().url();
        String server = url.substring(0, url.lastIndexOf('/'));
        refuses(at(server + "/nowhere", "postgres"), StoreException.Kind.UNSUITABLE, "does not exist");
    }

    @Test
    void aUserThatTheServerDoesNotKnow() {
        refuses(at(TestServer.bare().url(), "nobody"), StoreException.Kind.UNSUITABLE, "refuses the sign-in");
    }

    @Test
    void aUserWhoMayMakeNoSchema() throws SQLException {
        DatabaseAddress.Server address = TestServer.bare();
        run(address, "create role guest login");
        refuses(at(address.url(), "guest"), StoreException.Kind.UNWRITABLE, "right to create a schema");
        run(address, "drop role guest");
    }

    @Test
    void aSchemaThatHoldsTablesOfAnotherProgram() throws SQLException {
        DatabaseAddress.Server address = TestServer.bare();
        run(address, "create schema breakdex create table moves (id int)");
        refuses(address, StoreException.Kind.UNSUITABLE, "tables of another program");
    }

    @Test
    void tablesOfAnotherProgramElsewhereInTheDatabaseAreNoTrouble() throws SQLException {
        DatabaseAddress.Server address = TestServer.bare();
        run(address, "create table public.moves (id int)");
        try (Database database = Database.open(address, Clock.systemUTC(), StepListener.NONE)) {
            assertThat(database.quickCheck()).isEqualTo("ok");
        }
    }

    /** Each claim took it a second, which the claim itself takes a twentieth of. */
    @Test
    void aServerThatCompilesLongStatements() throws SQLException {
        DatabaseAddress.Server address = TestServer.bare();
        String name = address.url().substring(address.url().lastIndexOf('/') + 1);
        run(address, "alter database " + name + " set jit = on");
        try (Database database = Database.open(address, Clock.systemUTC(), StepListener.NONE)) {
            assertThat(List.of(
                            database.write(BadServerTest::compiles),
                            database.note(BadServerTest::compiles),
                            database.read(BadServerTest::compiles)))
                    .containsOnly("off");
        }
    }

    private static String compiles(Tx tx) {
        return Rows.one(tx.handle(), "show jit", Columns::text);
    }

    @Test
    void aSchemaOfANameOfOnesOwn() {
        DatabaseAddress.Server bare = TestServer.bare();
        DatabaseAddress.Server address = at(bare.url() + "?currentSchema=clips", "postgres");
        Database.open(address, Clock.systemUTC(), StepListener.NONE).close();
        try (Database again = Database.open(address, Clock.systemUTC(), StepListener.NONE)) {
            assertThat(again.quickCheck()).isEqualTo("ok");
        }
        refuses(
                at(bare.url() + "?currentSchema=Mine'", "postgres"),
                StoreException.Kind.UNSUITABLE,
                "small letters, digits and _");
    }

    @Test
    void aDatabaseOfANewerVersion() throws SQLException {
        DatabaseAddress.Server address = TestServer.fresh();
        run(address, "update breakdex.flyway_schema_history set version = '99' where version is not null");
        refuses(address, StoreException.Kind.NEWER, "newer version");
    }
}
