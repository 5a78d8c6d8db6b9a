package breakdex.sync.provider;

import breakdex.sync.asset.EvidenceGrade;
import java.io.Closeable;
import java.nio.ByteBuffer;

/** The bytes of one object, from an offset on. Used by one thread. */
public interface Download extends Closeable {
    /**
     * What a full read through this would prove: {@link EvidenceGrade#READ_BACK_DIRECT} or
     * {@link EvidenceGrade#READ_BACK_CACHED}.
     */
    EvidenceGrade grade();

    /**
     * Reads some bytes into {@code target}, as {@link java.nio.channels.ReadableByteChannel#read} does.
     *
     * @return how many, or −1 at the end of the object
     * @throws ProviderException if the far side failed
     * @throws InterruptedException if the thread was interrupted
     */
    int read(ByteBuffer target) throws ProviderException, InterruptedException;

    @Override
    void close();
}
