package breakdex.sync.transfer;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.hash.HashedContent;
import breakdex.sync.hash.Hasher;
import breakdex.sync.provider.AlignedBuffer;
import breakdex.sync.provider.CloudProvider;
import breakdex.sync.provider.Download;
import breakdex.sync.provider.Fault;
import breakdex.sync.provider.PastCacheWriter;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.provider.ReadFrom;
import breakdex.sync.provider.RemoteObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Brings the bytes of one object into a local file, goes on where an earlier try stopped, and lets nothing pass whose
 * hash is not the one that was asked for. Safe for many threads.
 */
public final class Downloader {
    private static final int BUFFER = 1024 * 1024;

    /** Kept for the thread's next file, because the JVM is slow to free such memory. */
    private static final ThreadLocal<ByteBuffer> BUFFERS =
            ThreadLocal.withInitial(() -> AlignedBuffer.allocate(BUFFER, AlignedBuffer.STEP));

    private Downloader() {}

    /**
     * Fills {@code part} and forces it to disk. What {@code part} holds already is hashed and kept.
     *
     * @param sizeBytes that the content has
     * @return bytes that were moved
     * @throws ProviderException {@link Fault#DAMAGED} if the bytes are not those of {@code wanted}; {@code part} is
     *     removed then, since no one can tell which of them are wrong
     * @throws IOException if the local file cannot be written; what was written stays
     */
    public static long fetch(
            CloudProvider provider,
            RemoteObject object,
            ContentHash wanted,
            long sizeBytes,
            Path part,
            TransferProgress progress)
            throws ProviderException, IOException, InterruptedException {
        try (FileChannel file =
                FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (file.size() > sizeBytes) {
                file.truncate(0);
            }
            Hasher hasher = Hasher.like(wanted);
            ByteBuffer buffer = BUFFERS.get();
            long offset = hashExisting(file, hasher, buffer);
            progress.at(offset);
            long moved;
            try (PastCacheWriter writer = writer(part, file, sizeBytes)) {
                moved = copy(provider, object, offset, new Target(writer, sizeBytes, hasher, buffer), progress);
            }
            HashedContent found = hasher.finish();
            if (!found.hash().equals(wanted)) {
                Files.delete(part);
                throw new ProviderException(
                        provider.name(),
                        "read " + object.path(),
                        found.sizeBytes() + " bytes with SHA-256 "
                                + found.hash().brief() + "…, expected " + sizeBytes + " with " + wanted.brief() + "…",
                        Fault.DAMAGED,
                        null);
            }
            file.force(true);
            return moved;
        } catch (ClosedByInterruptException e) {
            // No fault of the disk: what was written stays, and so does the wish for it.
            Thread.interrupted();
            throw new InterruptedException("fetching " + object.path());
        }
    }

    /** What was just brought back was not needed for long, and may be more than memory holds. */
    private static PastCacheWriter writer(Path part, FileChannel file, long sizeBytes) throws IOException {
        int step = sizeBytes < PastCacheWriter.FROM_BYTES
                ? 0
                : Math.toIntExact(Files.getFileStore(part).getBlockSize());
        return PastCacheWriter.of(file, step, () -> PastCacheWriter.open(part), FileChannel::write);
    }

    private record Target(PastCacheWriter file, long sizeBytes, Hasher hasher, ByteBuffer buffer) {}

    private static long hashExisting(FileChannel file, Hasher hasher, ByteBuffer buffer)
            throws IOException, InterruptedException {
        long offset = 0;
        file.position(0);
        while (file.read(buffer.clear()) > 0) {
            buffer.flip();
            offset += buffer.remaining();
            hasher.update(buffer);
        }
        return offset;
    }

    private static long copy(
            CloudProvider provider, RemoteObject object, long offset, Target target, TransferProgress progress)
            throws ProviderException, IOException, InterruptedException {
        long at = offset;
        try (Download download = provider.open(object, offset, ReadFrom.ANYWHERE)) {
            // One byte more than expected is enough to know that the object is not what it should be.
            while (at <= target.sizeBytes() && fill(download, target.buffer(), at) > 0) {
                ByteBuffer bytes = target.buffer();
                target.hasher().update(bytes.duplicate());
                while (bytes.hasRemaining()) {
                    at += target.file().write(bytes, at);
                }
                progress.at(at);
            }
        }
        return at - offset;
    }

    /** Fills the buffer up to a multiple of its length in the file, or to the end; returns how much there is. */
    private static int fill(Download download, ByteBuffer buffer, long at)
            throws ProviderException, InterruptedException {
        buffer.clear().limit((int) (BUFFER - at % BUFFER));
        boolean more = true;
        while (more && buffer.hasRemaining()) {
            more = download.read(buffer) >= 0;
        }
        return buffer.flip().remaining();
    }
}
