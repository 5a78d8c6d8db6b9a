package breakdex.sync.store;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.jdbi.v3.core.ConnectionException;
import org.jspecify.annotations.Nullable;

/** What can be wrong with a server and the address that a person gave for it, and the sentences for it. */
final class PostgresServer {
    static final String PREFIX = "jdbc:postgresql:";

    private static final int OLDEST = 12;
    private static final Pattern SCHEMA_NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
    private static final Set<String> WRONG_SIGN_IN = Set.of("28000", "28P01");
    private static final Set<String> NO_SPACE = Set.of("53100", "53200");

    private PostgresServer() {}

    /**
     * Connects once, without the pool's patience: what is wrong at the beginning does not get better by waiting.
     *
     * @throws StoreException if the server is too old
     */
    static void check(DatabaseAddress.Server address, Properties properties) {
        try (Connection connection = DriverManager.getConnection(address.url(), properties)) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST) {
                throw unsuitable(
                        "The database " + address.words() + " is a PostgreSQL " + version + ".",
                        "Use one of version " + OLDEST + " or newer.");
            }
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }

    /** @throws StoreException if the address itself cannot be right */
    static void checkAddress(DatabaseAddress.Server address) {
        if (parameters(address.url()).containsKey("password") || address.holdsSignIn()) {
            throw unsuitable(
                    "The address of the database holds a password, which every user of this machine could read.",
                    "Take it out, and put it into BREAKDEX_DB_USER and BREAKDEX_DB_PASSWORD.");
        }
        if (!address.url().startsWith(PREFIX)) {
            throw unsuitable(
                    "The address of a database begins with " + PREFIX + "//, but " + address.words() + " does not.",
                    "Mend it, as in --db " + PREFIX + "//server/breakdex.");
        }
        String schema = schema(address);
        if (!SCHEMA_NAME.matcher(schema).matches()) {
            throw unsuitable(
                    "The schema " + schema + " cannot be used.",
                    "Name one with ?currentSchema=NAME, of small letters, digits and _.");
        }
    }

    static String schema(DatabaseAddress.Server address) {
        return parameters(address.url()).getOrDefault("currentSchema", PostgresBackend.SCHEMA);
    }

    private static Map<String, String> parameters(String url) {
        Map<String, String> parameters = new LinkedHashMap<>();
        int start = url.indexOf('?');
        for (String each : (start < 0 ? "" : url.substring(start + 1)).split("&", -1)) {
            int equals = each.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        each.substring(0, equals),
                        URLDecoder.decode(each.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    /** Turns what the driver threw into a sentence; what is no fault of the server comes back as it is. */
    static RuntimeException translate(DatabaseAddress.Server address, RuntimeException e) {
        String state = PostgresBackend.stateOf(e);
        if (state == null) {
            return e;
        }
        String where = "The database " + address.words();
        if (WRONG_SIGN_IN.contains(state)) {
            return new StoreException(
                    StoreException.Kind.UNSUITABLE,
                    where + " refuses the sign-in (" + reason(e)
                            + "). Nothing was changed; set BREAKDEX_DB_USER and BREAKDEX_DB_PASSWORD.",
                    e);
        }
        if (state.equals("3D000")) {
            return new StoreException(
                    StoreException.Kind.UNSUITABLE,
                    where + " does not exist on that server. Make it there (createdb), or mend the name in --db.",
                    e);
        }
        if (state.equals("42501")) {
            return new StoreException(
                    StoreException.Kind.UNWRITABLE,
                    where + " does not let this user do that (" + reason(e)
                            + "). Nothing was changed; give the user the right to create a schema, or own "
                            + schema(address) + ".",
                    e);
        }
        if (NO_SPACE.contains(state)) {
            return new StoreException(
                    StoreException.Kind.UNWRITABLE,
                    where + " has no space left (" + reason(e) + "). What was recorded before is safe; see to the"
                            + " server and run the command again.",
                    e);
        }
        if (state.startsWith("08") || state.startsWith("57P")) {
            return new StoreException(
                    StoreException.Kind.UNREACHABLE,
                    where + " does not answer (" + reason(e) + "). Nothing was lost; run the command again when it"
                            + " does, or mend the address in --db.",
                    e);
        }
        return e;
    }

    private static StoreException unsuitable(String what, String help) {
        return new StoreException(StoreException.Kind.UNSUITABLE, what + " Nothing was changed. " + help, null);
    }

    /** What the server or the driver said, as one line. */
    private static String reason(Throwable e) {
        @Nullable String said = null;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException && cause.getMessage() != null) {
                said = cause.getMessage();
            }
        }
        return said == null ? "no reason given" : said.replace("FATAL: ", "").replaceAll("\\s*\\R\\s*", "; ");
    }
}
