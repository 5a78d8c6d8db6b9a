package breakdex.sync.provider;

import java.io.Closeable;
import java.nio.ByteBuffer;

/**
 * One upload under way. Used by one thread at a time; may be committed by another. Nothing is visible under the
 * object's name before {@link CloudProvider#commit}.
 */
public interface Upload extends Closeable {
    /** What to store, before the first byte is sent, so that another process can go on with it. */
    ResumePoint resumePoint();

    /**
     * Bytes that the far side is known to hold, counted from the start: the next byte to send. May fall back after
     * {@link #send} if the far side kept less than it was sent; the caller then goes back in its source.
     */
    long confirmed();

    /**
     * Sends the bytes from {@link #confirmed()} on; takes all that remains in {@code bytes}.
     *
     * @param bytes at most {@link ProviderCapabilities#chunkBytes()}; shorter only at the end of the content
     * @throws ProviderException if they did not arrive, or go beyond the declared size; what did arrive stays
     * @throws InterruptedException if the thread was interrupted; what arrived stays and can be resumed
     */
    void send(ByteBuffer bytes) throws ProviderException, InterruptedException;

    /** Lets go of local resources. What arrived stays on the far side, so that it can be resumed. */
    @Override
    void close();
}
