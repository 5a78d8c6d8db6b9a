package breakdex.sync.hash;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to content hash, each stream read once and to its end. Safe for use by many threads; hashing is bound by the
 * processor, so one thread a core is as fast as it gets.
 *
 * <p>Each running call holds one buffer of 128 KiB, whatever the size of the content; a few are kept for the next.
 */
public final class AssetHashService {
    /** Larger ones measured no faster, smaller ones than 64 KiB slower. */
    private static final int BUFFER_BYTES = 128 * 1024;

    private static final int BUFFERS_KEPT = 4;

    private final BlockingQueue<byte[]> spare = new ArrayBlockingQueue<>(BUFFERS_KEPT);

    /**
     * Hashes a file. A link is refused, not followed.
     *
     * @throws IOException if it cannot be read to its end
     * @throws InterruptedException if the thread was interrupted
     */
    public HashedContent hash(Path file) throws IOException, InterruptedException {
        return hash(file, read -> {});
    }

    /** @param onBytes told how many bytes each step read, on this thread; for bars */
    public HashedContent hash(Path file, LongConsumer onBytes) throws IOException, InterruptedException {
        return hash(file, Long.MAX_VALUE, onBytes);
    }

    /**
     * As {@link #hash(Path, LongConsumer)}, but gives up soon after {@code limit} bytes, so that a file that grows as
     * fast as it is read comes to an end. A content larger than {@code limit} is not the whole of the file.
     */
    HashedContent hash(Path file, long limit, LongConsumer onBytes) throws IOException, InterruptedException {
        try (SeekableByteChannel channel =
                Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            return hash(channel, limit, onBytes);
        }
    }

    /**
     * Hashes what is left of a stream, which stays open. A read that blocks ends only when the stream does.
     *
     * @throws IOException if the stream fails before its end
     * @throws InterruptedException if the thread was interrupted; bytes were taken from the stream by then
     */
    public HashedContent hash(InputStream in) throws IOException, InterruptedException {
        return drain(buffer -> in.read(buffer, 0, buffer.length), Long.MAX_VALUE, read -> {});
    }

    /**
     * As {@link #hash(InputStream)}, of a channel, and gives up soon after {@code limit} bytes.
     *
     * @param onBytes told how many bytes each step read, on this thread
     */
    public HashedContent hash(ReadableByteChannel in, long limit, LongConsumer onBytes)
            throws IOException, InterruptedException {
        try {
            return drain(buffer -> in.read(ByteBuffer.wrap(buffer)), limit, onBytes);
        } catch (ClosedByInterruptException e) {
            throw interrupted(e);
        }
    }

    private interface Source {
        int read(byte[] buffer) throws IOException;
    }

    private HashedContent drain(Source source, long limit, LongConsumer onBytes)
            throws IOException, InterruptedException {
        Hasher hasher = Hasher.sha256();
        byte[] buffer = borrow();
        try {
            int read;
            while (hasher.sizeBytes() <= limit && (read = source.read(buffer)) >= 0) {
                hasher.update(buffer, 0, read);
                onBytes.accept(read);
                if (Thread.interrupted()) {
                    throw interrupted(null);
                }
            }
            return hasher.finish();
        } finally {
            giveBack(buffer);
        }
    }

    private byte[] borrow() {
        byte[] kept = spare.poll();
        return kept == null ? new byte[BUFFER_BYTES] : kept;
    }

    /** A buffer too many is left to the garbage collector. */
    @SuppressWarnings("CheckReturnValue")
    private void giveBack(byte[] buffer) {
        spare.offer(buffer);
    }

    private static InterruptedException interrupted(@Nullable Throwable cause) {
        // The channel leaves the mark of the interrupt set; the exception takes its place.
        Thread.interrupted();
        InterruptedException exception = new InterruptedException("hashing was interrupted");
        exception.initCause(cause);
        return exception;
    }
}
