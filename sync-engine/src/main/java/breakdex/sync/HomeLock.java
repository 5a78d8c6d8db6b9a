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
 * Reading needs no lock.
 */
final class HomeLock implements AutoCloseable {
    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * @param what this process is about to do, for the message that another one gets
     * @throws SyncException {@code BUSY} if another process, or another engine of this one, holds it
     */
    static HomeLock take(Path home, String what) {
        Path file = home.resolve("lock");
        // An interrupt would close the channel; it is left to the work that follows.
        boolean interrupted = Thread.interrupted();
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw busy(home, file);
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(
                    (what + ", process " + ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
            return new HomeLock(channel);
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

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            // Far beyond the text, which others may read while the lock is held.
            return channel.tryLock(Long.MAX_VALUE - 1, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static SyncException busy(Path home, Path file) throws IOException {
        String who = Files.readString(file);
        return new SyncException(
                SyncException.Kind.BUSY,
                "Another breakdex is at work on " + home + (who.isEmpty() ? "" : " (" + who + ")")
                        + ". Nothing was changed; wait until it has ended, or choose another folder with --home.");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
