package breakdex.sync.transfer;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.hash.HashedContent;
import breakdex.sync.hash.Hasher;
import breakdex.sync.provider.CloudProvider;
import breakdex.sync.provider.Download;
import breakdex.sync.provider.Fault;
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
    private static final int BUFFER = 256 * 1024;

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
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
            long offset = hashExisting(file, hasher, buffer);
            progress.at(offset);
            long moved = copy(provider, object, offset, new Target(file, sizeBytes, hasher, buffer), progress);
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

    private record Target(FileChannel file, long sizeBytes, Hasher hasher, ByteBuffer buffer) {}

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
            while (at <= target.sizeBytes() && download.read(target.buffer().clear()) >= 0) {
                ByteBuffer bytes = target.buffer().flip();
                at += bytes.remaining();
                target.hasher().update(bytes.duplicate());
                while (bytes.hasRemaining()) {
                    target.file().write(bytes);
                }
                progress.at(at);
            }
        }
        return at - offset;
    }
}
