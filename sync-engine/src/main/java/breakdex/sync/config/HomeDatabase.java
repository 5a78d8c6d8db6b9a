package breakdex.sync.config;

import breakdex.sync.SyncException;
import breakdex.sync.store.DatabaseAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which database a home works on: its own file, or one on a server. A server's address is kept in the home from the
 * first time on, so that no later command looks into an empty database of its own instead. A password never is.
 */
public final class HomeDatabase {
    /** The home's own database. */
    public static final String FILE = "breakdex.db";

    private static final String ADDRESS = "database";
    private static final String CREDENTIALS = "credentials.json";
    private static final TypeReference<Map<String, Map<String, String>>> SHAPE = new TypeReference<>() {};
    private static final Set<PosixFilePermission> OWNER =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private HomeDatabase() {}

    /**
     * @param home may not exist yet
     * @param said the address that a person gave; null for what the home says
     * @param environment for {@code BREAKDEX_DB}, {@code BREAKDEX_DB_USER} and {@code BREAKDEX_DB_PASSWORD}; what it
     *     does not say of the last two is looked for in the home's {@code credentials.json}
     * @throws SyncException {@code USAGE} if the home works on another database, or its credentials cannot be read
     */
    public static DatabaseAddress of(Path home, @Nullable String said, Map<String, String> environment) {
        String asked = asked(said, environment);
        String kept = kept(home);
        if (asked.isEmpty() && kept.isEmpty()) {
            return new DatabaseAddress.File(home.resolve(FILE));
        }
        if (!asked.isEmpty() && Files.exists(home.resolve(FILE))) {
            throw usage("The home " + home + " has a database of its own, so it cannot work on " + words(asked)
                    + ". Leave out --db, or choose another folder with --home.");
        }
        if (!asked.isEmpty() && !kept.isEmpty() && !kept.equals(asked)) {
            throw usage("The home " + home + " works on the database " + words(kept) + ", not on " + words(asked)
                    + ". Leave out --db, or choose another folder with --home.");
        }
        Map<String, String> credentials = credentials(home);
        return new DatabaseAddress.Server(
                asked.isEmpty() ? kept : asked,
                environment.getOrDefault("BREAKDEX_DB_USER", credentials.get("user")),
                environment.getOrDefault("BREAKDEX_DB_PASSWORD", credentials.get("password")));
    }

    /** Whether something was ever set up in this home, or it works on a server. */
    public static boolean isThere(Path home, @Nullable String said, Map<String, String> environment) {
        return !asked(said, environment).isEmpty()
                || Files.exists(home.resolve(ADDRESS))
                || Files.exists(home.resolve(FILE))
                || Files.exists(home.resolve(FILE + "-wal"));
    }

    private static String asked(@Nullable String said, Map<String, String> environment) {
        return said == null ? environment.getOrDefault("BREAKDEX_DB", "") : said;
    }

    /** Keeps a server's address for the next time; one without a password, which was refused before. */
    static void keep(Path home, DatabaseAddress.Server server) throws IOException {
        if (!kept(home).equals(server.url())) {
            Path fresh = Files.createTempFile(home, ADDRESS, null);
            Files.writeString(fresh, server.url() + "\n");
            Files.move(fresh, home.resolve(ADDRESS), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static String kept(Path home) {
        Path file = home.resolve(ADDRESS);
        try {
            return Files.exists(file) ? Files.readString(file).strip() : "";
        } catch (IOException e) {
            throw usage("The address of the database in " + file + " cannot be read (" + e.getMessage() + ").");
        }
    }

    private static Map<String, String> credentials(Path home) {
        Path file = home.resolve(CREDENTIALS);
        try {
            if (!Files.exists(file)) {
                return Map.of();
            }
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")
                    && !OWNER.containsAll(Files.getPosixFilePermissions(file))) {
                throw usage("The credentials in " + file + " can be read by other users of this machine."
                        + " Run chmod 600 on the file, and think of changing the password.");
            }
            Map<String, Map<String, String>> all = JsonMapper.shared().readValue(Files.readString(file), SHAPE);
            return Optional.ofNullable(all.get("database")).orElse(Map.of());
        } catch (IOException | JacksonException e) {
            throw usage("The credentials in " + file + " cannot be read. Their shape is"
                    + " {\"database\": {\"user\": \"…\", \"password\": \"…\"}}; mend the file.");
        }
    }

    /** Without what may be secret. */
    private static String words(String url) {
        return new DatabaseAddress.Server(url, null, null).words();
    }

    private static SyncException usage(String sentence) {
        return new SyncException(SyncException.Kind.USAGE, sentence);
    }
}
