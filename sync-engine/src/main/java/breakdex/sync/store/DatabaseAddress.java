package breakdex.sync.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a database is. */
public sealed interface DatabaseAddress {
    /** For people; holds no secret. */
    String words();

    /** SQLite, in a file of its own whose folder exists. */
    record File(Path path) implements DatabaseAddress {
        @Override
        public String words() {
            return path.toString();
        }
    }

    /**
     * PostgreSQL, or what speaks its protocol. The tables lie in the schema {@code breakdex}, unless the address names
     * one with {@code currentSchema}.
     *
     * @param url {@code jdbc:postgresql://…}, without a password
     * @param user null where the address or the driver's own default says it
     * @param password null where none is asked for, or the driver finds it in a password file
     */
    record Server(
            String url, @Nullable String user, @Nullable String password) implements DatabaseAddress {
        @Override
        public String words() {
            String place = place();
            int slashes = place.indexOf("//");
            int host = slashes < 0 ? 0 : slashes + 2;
            return place.substring(0, host) + place.substring(Math.max(host, place.indexOf('@') + 1));
        }

        /** Whether a user or a password stands in front of the server's name. The driver knows no such thing. */
        boolean holdsSignIn() {
            return place().contains("@");
        }

        private String place() {
            int parameters = url.indexOf('?');
            return parameters < 0 ? url : url.substring(0, parameters);
        }

        @Override
        public String toString() {
            return words();
        }
    }
}
