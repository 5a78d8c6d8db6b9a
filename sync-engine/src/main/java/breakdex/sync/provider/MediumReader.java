package breakdex.sync.provider;

import breakdex.sync.asset.EvidenceGrade;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

/** Opens files for reading, past the page cache where the file system allows it. Thread-safe. */
public final class MediumReader {
    private final ReadableFiles files;
    private final AlignedBuffers buffers;

    /** @param atOnce how many files are read past the cache side by side; each takes a buffer of 1 MiB */
    public MediumReader(ReadableFiles files, int atOnce) {
        this.files = files;
        this.buffers = new AlignedBuffers(atOnce);
    }

    public Source fromAnywhere(Path file, long offset) throws IOException {
        FileChannel channel = files.openForReading(file);
        try {
            return new Source(offset == 0 ? channel : channel.position(offset), EvidenceGrade.READ_BACK_CACHED);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Falls back to the cache only where the file system refuses, and says so; a medium that fails is a failure. */
    public Source fromMedium(Path file, long offset) throws IOException {
        try {
            EvidenceGrade grade =
                    files.kind(Objects.requireNonNull(file.getParent())).readsFromMedium()
                            ? EvidenceGrade.READ_BACK_DIRECT
                            : EvidenceGrade.READ_BACK_CACHED;
            return new Source(new PastCacheChannel(file, offset, files, buffers), grade);
        } catch (NoSuchFileException | ClosedByInterruptException e) {
            throw e;
        } catch (UnsupportedOperationException e) {
            return fromAnywhere(file, offset);
        } catch (IOException e) {
            if (!PastCacheWriter.isNotKnownHere(e)) {
                throw e;
            }
            return fromAnywhere(file, offset);
        }
    }

    /** Bytes, and how close to the medium they come from. */
    public record Source(ReadableByteChannel channel, EvidenceGrade grade) implements Closeable {
        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
