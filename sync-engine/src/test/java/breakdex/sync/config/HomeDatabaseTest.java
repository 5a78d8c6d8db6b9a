package breakdex.sync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakdex.sync.SyncException;
import breakdex.sync.store.DatabaseAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeDatabaseTest {
    private static final String URL = "jdbc:postgresql://server/breakdex";

    @TempDir
    Path home;

    private DatabaseAddress of(@Nullable String said, Map<String, String> environment) {
        return HomeDatabase.of(home, said, environment);
    }

    private void refuses(@Nullable String said, String sentence) {
        assertThatThrownBy(() -> of(said, Map.of()))
                .isInstanceOfSatisfying(
                        SyncException.class, e -> assertThat(e.kind()).isEqualTo(SyncException.Kind.USAGE))
                .hasMessageContaining(sentence);
    }

    private void credentials(String json, String permissions) throws Exception {
        Path file = Files.writeString(home.resolve("credentials.json"), json);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void withoutAWordItIsTheHomesOwnFile() {
        assertThat(of(null, Map.of())).isEqualTo(new DatabaseAddress.File(home.resolve("breakdex.db")));
        assertThat(HomeDatabase.isThere(home, null, Map.of())).isFalse();
    }

    @Test
    void theEnvironmentSaysAddressAndSignInAndTheOptionGoesBeforeIt() {
        Map<String, String> environment = Map.of(
                "BREAKDEX_DB", "jdbc:postgresql://other/x", "BREAKDEX_DB_USER", "me", "BREAKDEX_DB_PASSWORD", "secret");
        assertThat(of(null, environment))
                .isEqualTo(new DatabaseAddress.Server("jdbc:postgresql://other/x", "me", "secret"));
        assertThat(of(URL, environment)).isEqualTo(new DatabaseAddress.Server(URL, "me", "secret"));
        assertThat(of(null, environment).toString()).doesNotContain("secret");
    }

    @Test
    void aHomeRemembersItsServer() throws Exception {
        HomeDatabase.keep(home, new DatabaseAddress.Server(URL, "me", "secret"));
        assertThat(of(null, Map.of())).isEqualTo(new DatabaseAddress.Server(URL, null, null));
        assertThat(HomeDatabase.isThere(home, null, Map.of())).isTrue();
        assertThat(home.resolve("database")).content().isEqualTo(URL + "\n");
        refuses("jdbc:postgresql://other/x", "works on the database " + URL);
    }

    @Test
    void aHomeWithADatabaseOfItsOwnWorksOnNoServer() throws Exception {
        Files.createFile(home.resolve("breakdex.db"));
        refuses(URL, "has a database of its own");
    }

    @Test
    void whatTheEnvironmentDoesNotSayStandsInTheCredentials() throws Exception {
        credentials("{\"database\": {\"user\": \"me\", \"password\": \"secret\"}}", "rw-------");
        assertThat(of(URL, Map.of())).isEqualTo(new DatabaseAddress.Server(URL, "me", "secret"));
        assertThat(of(URL, Map.of("BREAKDEX_DB_USER", "you")))
                .isEqualTo(new DatabaseAddress.Server(URL, "you", "secret"));
    }

    @Test
    void credentialsThatOthersCanReadAreRefused() throws Exception {
        credentials("{\"database\": {\"user\": \"me\"}}", "rw-r--r--");
        refuses(URL, "can be read by other users");
    }

    @Test
    void credentialsOfAnotherShapeAreRefusedWithoutShowingThem() throws Exception {
        credentials("{\"database\": \"secret\"}", "rw-------");
        assertThatThrownBy(() -> of(URL, Map.of()))
                .isInstanceOf(SyncException.class)
                .hasMessageContaining("cannot be read")
                .hasMessageNotContaining("secret");
    }
}
