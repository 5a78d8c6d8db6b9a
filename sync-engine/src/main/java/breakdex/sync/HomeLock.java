package breakdex.sync;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Lets one process at a time change a home. The system lets go of the lock when the process ends, however it ends.
 * Reading needs no lock. One engine's; safe for many threads.
 *
 * <p>One byte is locked, far beyond the text, which others may read meanwhile.
 */
final class HomeLock {
    private static final long MAY_CHANGE = Long.MAX_VALUE - 1;

    private final Path home;
    private final Path file;

    /** What we hold it for; null where we do not. The file is not touched then: closing it would let go of the lock. */
    private @Nullable String held;

    HomeLock(Path home) {
        this.home = home;
        this.file = home.resolve("lock");
    }

    /**
     * @param what this process is about to do, for the message that another one gets
     * @throws SyncException {@code BUSY} if another process, or another caller in this one, holds it
     */
    synchronized Hold take(String what) {
        if (held != null) {
            throw busy(held);
        }
        // An interrupt would close the channel; it is left to the work that follows.
        boolean interrupted = Thread.interrupted();
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!isFree(channel)) {
                channel.close();
                throw busy(Files.readString(file));
            }
            String who = what + ", process " + ProcessHandle.current().pid();
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(who.getBytes(StandardCharsets.UTF_8)));
            held = who;
            return new Hold(channel);
        } catch (IOException e) {
            throw new SyncException(
                    SyncException.Kind.USAGE,
                    "The home " + home + " cannot be locked (" + e.getMessage()
                            + "). Choose a folder on a disk of this machine with --home.",
                    e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What is free is taken, until the channel is closed. */
    private static boolean isFree(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock(MAY_CHANGE, 1, false);
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private SyncException busy(String who) {
        return new SyncException(
                SyncException.Kind.BUSY,
                "Another breakdex is at work on " + home + (who.isEmpty() ? "" : " (" + who + ")")
                        + ". Nothing was changed; wait until it has ended, or choose another folder with --home.");
    }

    private synchronized void letGo(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } finally {
            held = null;
        }
    }

    /** The home is ours until this is closed. */
    final class Hold implements AutoCloseable {
        private final FileChannel channel;

        private Hold(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void close() {
            letGo(channel);
        }
    }
}
