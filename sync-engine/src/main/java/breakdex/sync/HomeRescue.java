package breakdex.sync;

import breakdex.sync.store.Database;
import breakdex.sync.store.DatabaseAddress;
import breakdex.sync.store.StepListener;
import breakdex.sync.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks whether a home's own database is damaged, and sets it aside, so that the library can be rebuilt (S17). */
public final class HomeRescue {
    private static final String SOUND = "ok";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path home;
    private final DatabaseAddress.File address;
    private final Clock clock;

    /** @param address of the home's own database */
    public HomeRescue(Path home, DatabaseAddress.File address, Clock clock) {
        this.home = home;
        this.address = address;
        this.clock = clock;
    }

    /**
     * What is wrong with it, in one sentence; empty where it is sound, or there is none. Reads all of it.
     *
     * @throws StoreException if something else keeps it from being opened
     */
    public Optional<String> damage() {
        boolean any = Stream.of("", "-wal").anyMatch(ending -> Files.exists(file(ending)));
        if (!any) {
            return Optional.empty();
        }
        try (Database database = Database.open(address, clock, StepListener.NONE)) {
            String check = database.quickCheck();
            return check.equals(SOUND)
                    ? Optional.empty()
                    : Optional.of("The database " + address.path() + " is damaged (" + check + ").");
        } catch (StoreException e) {
            if (e.kind() != StoreException.Kind.DAMAGED) {
                throw e;
            }
            return Optional.of("The database " + address.path() + " is damaged.");
        }
    }

    private Path file(String ending) {
        return address.path().resolveSibling(address.path().getFileName() + ending);
    }

    /** Where {@link #setAside} would move it. */
    public Path quarantine() {
        Instant now = clock.instant();
        return home.resolve("quarantine").resolve("database-" + TIME.format(now));
    }

    /**
     * Moves the database, with its log, into the home's quarantine. Nothing is deleted.
     *
     * @throws SyncException {@code BUSY} if another process is at work, {@code USAGE} if it cannot be moved
     */
    public Path setAside() {
        Path folder = quarantine();
        try (HomeLock.Hold hold = new HomeLock(home).take("setting the database aside")) {
            Objects.requireNonNull(hold);
            Files.createDirectories(folder);
            for (String ending : List.of("", "-wal", "-shm")) {
                Path file = file(ending);
                if (Files.exists(file)) {
                    Files.move(file, folder.resolve(file.getFileName()));
                }
            }
            return folder;
        } catch (IOException e) {
            throw new SyncException(
                    SyncException.Kind.USAGE,
                    "The database " + address.path() + " could not be moved to " + folder + " (" + e.getMessage()
                            + "). Nothing was deleted; mend that, or choose another folder with --home.",
                    e);
        }
    }
}
