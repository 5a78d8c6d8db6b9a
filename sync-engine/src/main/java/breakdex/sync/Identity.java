package breakdex.sync;

import breakdex.sync.store.Database;
import breakdex.sync.store.DatabaseAddress;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who we are.
 *
 * @param deviceId of the database: what it proved, it proved itself
 * @param machineId of this home, whose disk holds files; an SQLite database has one machine, with the id that it had
 *     itself at first
 */
record Identity(String deviceId, String machineId) {
    private static final String FILE = "machine";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    static Identity of(Database database, EngineOptions options, Supplier<String> ids) {
        String known = database.read(tx -> tx.devices().self()).orElse("");
        boolean alone = options.database() instanceof DatabaseAddress.File;
        String fresh = ids.get();
        String machine = alone
                ? database.read(tx -> tx.workers().onlyMachine()).orElse(known)
                : machine(options.home(), ids.get());
        if (!known.isEmpty() && database.read(tx -> tx.workers().knowsMachine(machine))) {
            return new Identity(known, machine);
        }
        String device = database.write(tx -> {
            String self = tx.devices().self().orElseGet(() -> {
                tx.devices().becomeSelf(fresh, options.deviceName(), tx.now());
                return fresh;
            });
            tx.workers().machine(machine.isEmpty() ? self : machine, options.deviceName(), tx.now());
            return self;
        });
        return new Identity(device, machine.isEmpty() ? device : machine);
    }

    /** As this home's file says; where there is none, one is made. */
    private static String machine(Path home, String fresh) {
        Path file = home.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                found(file, fresh);
            }
            String id = Files.readString(file).strip();
            if (!ID.matcher(id).matches()) {
                throw unusable(file, "it holds no id", null);
            }
            return id;
        } catch (IOException e) {
            throw unusable(file, String.valueOf(e.getMessage()), e);
        }
    }

    /** Of several that begin at once, the first one's stays. */
    private static void found(Path file, String fresh) throws IOException {
        Path written = Files.writeString(file.resolveSibling(FILE + "." + fresh), fresh);
        try {
            Files.createLink(file, written);
        } catch (FileAlreadyExistsException foundMeanwhile) {
            return;
        } finally {
            Files.delete(written);
        }
    }

    private static SyncException unusable(Path file, String why, @Nullable IOException cause) {
        return new SyncException(
                SyncException.Kind.USAGE,
                "The id of this machine in " + file + " cannot be used (" + why + "). Mend the file; where it is lost,"
                        + " delete it: this machine then counts as a new one, and its libraries are to be added again.",
                cause);
    }
}
