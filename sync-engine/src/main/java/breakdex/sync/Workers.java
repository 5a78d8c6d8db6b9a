package breakdex.sync;

import breakdex.sync.queue.OperationQueue;
import breakdex.sync.store.Database;
import breakdex.sync.store.Tx;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who of the workers lives. On this home each shows itself by a locked file in {@code HOME/workers} that bears its id:
 * the system lets go of the lock when the process ends, however it ends, so that what it held comes back at once. Of
 * workers on other machines only their leases tell. Safe for many threads.
 */
final class Workers {
    private static final String FOLDER = "workers";

    private final Path folder;
    private final Database database;
    private final OperationQueue queue;
    private final Ticker ticker;

    Workers(Path home, Database database, OperationQueue queue, Ticker ticker) {
        this.folder = home.resolve(FOLDER);
        this.database = database;
        this.queue = queue;
        this.ticker = ticker;
    }

    /**
     * Makes this engine a worker until that is closed, and takes back what dead ones held.
     *
     * @throws SyncException {@code USAGE} if the home cannot be written
     */
    Present enter() {
        // An interrupt would close the channel; it is left to the work that follows.
        boolean interrupted = Thread.interrupted();
        try {
            Files.createDirectories(folder);
            String name = ProcessHandle.current().pid() + "-" + queue.self().worker();
            Path entering = folder.resolve("." + name);
            FileChannel channel = FileChannel.open(entering, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            // Nobody sees the file before it is locked.
            channel.lock();
            Path file = folder.resolve(name);
            Files.move(entering, file, StandardCopyOption.REPLACE_EXISTING);
            recover();
            return new Present(channel, file, ticker.every(queue.beatEvery(), queue::beat));
        } catch (IOException e) {
            throw new SyncException(
                    SyncException.Kind.USAGE,
                    "The home cannot be written (" + e.getMessage() + "). Give this user the right to, or choose"
                            + " another folder with --home.",
                    e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Takes back what is in nobody's hands. Returns how many operations came back. */
    int recover() {
        Set<String> dead = database.read(tx -> {
            Set<String> holders = new LinkedHashSet<>(tx.operations().holders());
            holders.removeAll(living(tx));
            return holders;
        });
        return queue.recover(dead);
    }

    /** Those who hold operations and live, as far as can be told: of other machines, their leases tell the rest. */
    Set<String> living(Tx tx) {
        Set<String> holders = new LinkedHashSet<>(tx.operations().holders());
        if (!holders.isEmpty()) {
            Set<String> elsewhere = tx.workers().elsewhere(queue.self().machineId());
            holders.removeIf(worker -> !elsewhere.contains(worker) && !isAliveHere(worker));
        }
        return holders;
    }

    /** Those who hold operations, the dead too, by their workers' ids. */
    Map<String, OperationView.Holder> holders(Tx tx) {
        Map<String, OperationView.Holder> holders = new HashMap<>();
        tx.workers()
                .holders()
                .forEach((id, holder) -> holders.put(
                        id,
                        new OperationView.Holder(
                                holder.processId(),
                                holder.machineName(),
                                holder.machineId().equals(queue.self().machineId()))));
        return holders;
    }

    /** Whether another worker lives, here or elsewhere, as far as can be told. */
    boolean othersLive() {
        return database.read(tx -> tx.workers().seenSince(tx.now().minus(OperationQueue.LONGEST_LEASE))).stream()
                .filter(worker -> !worker.id().equals(queue.self().worker()))
                .anyMatch(worker -> !worker.machineId().equals(queue.self().machineId()) || isAliveHere(worker.id()));
    }

    /** Whether a worker of this home lives; true also where that cannot be told. */
    boolean isAliveHere(String worker) {
        try (Stream<Path> files = Files.list(folder)) {
            Optional<Path> file = files.filter(
                            each -> each.getFileName().toString().endsWith("-" + worker))
                    .findFirst();
            return file.isPresent() && isLocked(file.get());
        } catch (NoSuchFileException nobodyEverWorked) {
            return false;
        } catch (IOException cannotTell) {
            return true;
        }
    }

    /** The file of a dead worker is removed. */
    private static boolean isLocked(Path file) throws IOException {
        String name = file.getFileName().toString();
        // Of our own process, whoever it is: to open and close the file again would let go of the lock.
        if (name.startsWith(ProcessHandle.current().pid() + "-")) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            if (channel.tryLock() == null) {
                return true;
            }
            Files.deleteIfExists(file);
            return false;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (NoSuchFileException ended) {
            return false;
        }
    }

    /** This engine is at work until this is closed. */
    static final class Present implements AutoCloseable {
        private final FileChannel channel;
        private final Path file;
        private final Ticker.Ticking heart;

        private Present(FileChannel channel, Path file, Ticker.Ticking heart) {
            this.channel = channel;
            this.file = file;
            this.heart = heart;
        }

        @Override
        public void close() {
            heart.close();
            try {
                Files.deleteIfExists(file);
                channel.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
