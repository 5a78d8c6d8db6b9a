package breakdex.sync.verify;

import breakdex.sync.asset.EvidenceGrade;
import breakdex.sync.hash.AssetHashService;
import breakdex.sync.hash.HashedContent;
import breakdex.sync.provider.MediumReader;
import breakdex.sync.provider.PastCacheWriter;
import breakdex.sync.scan.FileStamp;
import breakdex.sync.store.LibraryFileRow;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.LongConsumer;

/**
 * Reads local files again and says whether they still hold what was backed up. A file is damaged only if nothing has
 * touched it since it was hashed and two reads of it are bad, the second one past the page cache where the file system
 * allows it. Safe for many threads.
 */
public final class LocalVerifier {
    private final AssetHashService hashes;
    private final MediumReader reader;

    public LocalVerifier(AssetHashService hashes, MediumReader reader) {
        this.hashes = hashes;
        this.reader = reader;
    }

    /** What one read gave, and whether the medium itself was asked. */
    private record Read(HashedContent content, boolean fromMedium) {}

    /**
     * Looks at one file. Blocks until it was read, once or twice.
     *
     * @param row what is recorded of it, with a hash
     * @param file where it lies, absolute
     * @param onBytes told how many bytes each step read, on this thread
     * @throws InterruptedException if the thread was interrupted; nothing is known of the file then
     */
    public LocalProof look(LibraryFileRow row, Path file, LongConsumer onBytes) throws InterruptedException {
        try {
            // What is large would push out of memory what the user has there, so it goes past it the first time too.
            Read first = read(row, file, row.sizeBytes() >= PastCacheWriter.FROM_BYTES, onBytes);
            if (holds(row, first)) {
                return new LocalProof.Intact();
            }
            Read second = read(row, file, true, onBytes);
            FileStamp stamp = stamp(row, file);
            return holds(row, second)
                    ? new LocalProof.Doubtful(words(row, first))
                    : new LocalProof.Damaged(words(row, second), second.fromMedium(), stamp);
        } catch (ChangedException e) {
            return new LocalProof.Changed();
        } catch (NoSuchFileException e) {
            return new LocalProof.Missing();
        } catch (AccessDeniedException e) {
            return new LocalProof.Unreadable("this user may not read it");
        } catch (IOException e) {
            return new LocalProof.Unreadable(
                    e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        }
    }

    /** The file is not the one that was hashed. */
    private static final class ChangedException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Between two equal stamps, which are that of the row. */
    private Read read(LibraryFileRow row, Path file, boolean fromMedium, LongConsumer onBytes)
            throws IOException, InterruptedException {
        FileStamp before = stamp(row, file);
        try (MediumReader.Source source = fromMedium ? reader.fromMedium(file, 0) : reader.fromAnywhere(file, 0)) {
            HashedContent content = hashes.hash(source.channel(), before.sizeBytes(), onBytes);
            if (!stamp(row, file).equals(before)) {
                throw new ChangedException();
            }
            return new Read(content, source.grade() == EvidenceGrade.READ_BACK_DIRECT);
        }
    }

    /** @throws ChangedException if it is not that of the row */
    private static FileStamp stamp(LibraryFileRow row, Path file) throws IOException {
        FileStamp stamp = FileStamp.read(file);
        boolean same = stamp.kind() == FileStamp.Kind.FILE
                && stamp.sizeBytes() == row.sizeBytes()
                && stamp.modifiedNs() == row.modifiedNs()
                && stamp.changedNs() == row.changedNs();
        if (!same) {
            throw new ChangedException();
        }
        return stamp;
    }

    private static boolean holds(LibraryFileRow row, Read read) {
        return read.content().hash().equals(row.hash());
    }

    private static String words(LibraryFileRow row, Read read) {
        HashedContent content = read.content();
        return content.sizeBytes() == row.sizeBytes()
                ? "SHA-256 " + content.hash().brief() + "… instead of "
                        + Objects.requireNonNull(row.hash()).brief() + "…"
                : content.sizeBytes() + " bytes instead of " + row.sizeBytes();
    }
}
