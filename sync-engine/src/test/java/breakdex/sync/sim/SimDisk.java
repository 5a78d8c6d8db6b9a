package breakdex.sync.sim;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What a power cut would leave of the home's database. SQLite's log only grows as long as nobody carries it over into
 * the file, so its length after a change stands for the state that this change led to.
 */
final class SimDisk {
    /** Long before SQLite carries the log over by itself. */
    private static final long FULL = 16L << 20;

    private final Path database;
    private final Path log;
    /** The first is surely on the disk; of the others each may be, with all before it. */
    private final List<Long> lengths = new ArrayList<>();

    SimDisk(Path database) {
        this.database = database;
        this.log = database.resolveSibling(database.getFileName() + "-wal");
    }

    /** All that the database says is on the disk. */
    void forced() {
        lengths.clear();
        lengths.add(length());
    }

    /** The database changed, and the change is not on the disk for certain. */
    void changed() {
        lengths.add(length());
    }

    /** The log must be carried over before anything more is written. */
    boolean isFull() {
        return length() > FULL;
    }

    /** Somebody copies database and log as they are. Nobody writes meanwhile. */
    void save() throws IOException {
        copy("saved.db");
    }

    boolean isSaved() {
        return Files.exists(database.resolveSibling("saved.db"));
    }

    /** What was saved lies there again, as if nothing had been since. Nobody has the database open. */
    void rollBack() throws IOException {
        replaceBy("saved.db");
        forced();
    }

    private void copy(String name) throws IOException {
        Files.copy(database, database.resolveSibling(name), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(log, database.resolveSibling(name + "-wal"), StandardCopyOption.REPLACE_EXISTING);
    }

    private void replaceBy(String name) throws IOException {
        Files.move(database.resolveSibling(name), database, StandardCopyOption.REPLACE_EXISTING);
        Files.move(database.resolveSibling(name + "-wal"), log, StandardCopyOption.REPLACE_EXISTING);
    }

    private long length() {
        return log.toFile().length();
    }

    /**
     * Sets the database back to a state that a power cut may leave. Nobody writes to it meanwhile.
     *
     * @param letGo closes all connections to the database
     * @return how many changes are lost
     */
    int losePower(Random random, Runnable letGo) throws IOException {
        // A cut that loses nothing is like any other death.
        int kept = random.nextBoolean() ? 0 : random.nextInt(lengths.size());
        int lost = lengths.size() - 1 - kept;
        // Whoever closes the last connection carries the log over and removes it.
        copy("power-cut.db");
        letGo.run();
        replaceBy("power-cut.db");
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
            channel.truncate(lengths.get(kept));
        }
        forced();
        return lost;
    }
}
