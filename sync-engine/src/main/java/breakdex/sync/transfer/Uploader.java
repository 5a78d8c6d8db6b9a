package breakdex.sync.transfer;

import breakdex.sync.provider.AlignedBuffer;
import breakdex.sync.provider.CloudProvider;
import breakdex.sync.provider.Fault;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.provider.ResumePoint;
import breakdex.sync.provider.Upload;
import breakdex.sync.provider.UploadRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the bytes of one source to one provider, from wherever the far side stands. Used by one thread; its buffers,
 * one as large as the provider's chunk and one for small content, are made when they are first needed and used again.
 */
public final class Uploader {
    private static final int SMALL = 64 * 1024;

    private final CloudProvider provider;
    private final int chunkBytes;
    private @Nullable ByteBuffer spare;
    private @Nullable ByteBuffer spareSmall;

    /** @param chunkBytes of the provider's capabilities */
    public Uploader(CloudProvider provider, int chunkBytes) {
        this.provider = provider;
        this.chunkBytes = chunkBytes;
    }

    /**
     * An upload whose every byte was sent, waiting for its commit.
     *
     * @param upload to be committed or closed by the caller
     * @param startedAt the offset at which it went on; 0 where it began anew
     * @param moved bytes that were sent
     */
    public record Sent(Upload upload, long startedAt, long moved) {}

    /**
     * Begins or resumes, and sends all that is missing.
     *
     * @param known where an earlier try stopped
     * @param toStore called with the resume point before the first byte leaves
     * @throws SourceChangedException if the file is not the one that was chosen any more
     * @throws IOException if the local file cannot be read
     * @throws ProviderException as the provider's calls; what arrived stays there
     * @throws InterruptedException if the thread was interrupted; what arrived stays there
     */
    public Sent send(
            UploadRequest request,
            ContentSource source,
            Optional<ResumePoint> known,
            Consumer<ResumePoint> toStore,
            TransferProgress progress)
            throws IOException, ProviderException, InterruptedException, SourceChangedException {
        Upload upload = known.isPresent() ? provider.resume(request, known.get()) : provider.begin(request);
        boolean done = false;
        try {
            toStore.accept(upload.resumePoint());
            long startedAt = upload.confirmed();
            progress.at(startedAt);
            long moved = sendFrom(upload, request, source, progress);
            if (!source.isUnchanged()) {
                throw new SourceChangedException(source);
            }
            done = true;
            return new Sent(upload, startedAt, moved);
        } finally {
            if (!done) {
                upload.close();
            }
        }
    }

    private long sendFrom(Upload upload, UploadRequest request, ContentSource source, TransferProgress progress)
            throws IOException, ProviderException, InterruptedException, SourceChangedException {
        long moved = 0;
        int standstills = 0;
        ByteBuffer buffer = buffer(request.sizeBytes());
        try (SeekableByteChannel bytes = source.open()) {
            while (upload.confirmed() < request.sizeBytes()) {
                long at = upload.confirmed();
                if (bytes.position() != at) {
                    bytes.position(at);
                }
                fill(buffer, bytes, request.sizeBytes() - at, source);
                int length = buffer.remaining();
                progress.beforeSending();
                upload.send(buffer);
                moved += length;
                progress.at(upload.confirmed());
                standstills = upload.confirmed() > at ? 0 : standstills + 1;
                if (standstills > 2) {
                    throw new ProviderException(
                            provider.name(),
                            "send " + request.name(),
                            "took " + length + " bytes three times and still stands at " + upload.confirmed(),
                            Fault.UNEXPECTED,
                            null);
                }
            }
        }
        return moved;
    }

    private ByteBuffer buffer(long sizeBytes) {
        if (sizeBytes <= SMALL && chunkBytes > SMALL) {
            if (spareSmall == null) {
                spareSmall = AlignedBuffer.allocate(SMALL, AlignedBuffer.STEP);
            }
            return spareSmall;
        }
        if (spare == null) {
            spare = AlignedBuffer.allocate(chunkBytes, AlignedBuffer.STEP);
        }
        return spare;
    }

    /** Fills the buffer, or as much of it as is left; a source that ends early has changed. */
    private static void fill(ByteBuffer buffer, SeekableByteChannel bytes, long left, ContentSource source)
            throws IOException, SourceChangedException {
        buffer.clear().limit((int) Math.min(buffer.capacity(), left));
        while (buffer.hasRemaining()) {
            if (bytes.read(buffer) < 0) {
                throw new SourceChangedException(source);
            }
        }
        buffer.flip();
    }
}
