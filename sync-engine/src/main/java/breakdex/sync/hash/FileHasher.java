package breakdex.sync.hash;

import breakdex.sync.asset.LocalState;
import breakdex.sync.event.Finding;
import breakdex.sync.scan.FileStamp;
import breakdex.sync.scan.LibraryFile;
import breakdex.sync.store.LibraryFileRow;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Hashes files of a library so that the hash is that of one state of the file, or says that it could not. Safe for use
 * by many threads.
 *
 * <p>The file's stamp is taken before and after the bytes are read. The change time, which no program can set, tells
 * even of a writer that puts the old size and modification time back.
 */
public final class FileHasher {
    /** At once, without waiting: a file that is still being written is hashed at the next scan anyhow. */
    private static final int ATTEMPTS = 3;

    private final AssetHashService service;
    private final Clock clock;
    private final Duration settling;

    /** @param settling how long a file must have been quiet to be taken for finished */
    public FileHasher(AssetHashService service, Clock clock, Duration settling) {
        this.service = service;
        this.clock = clock;
        this.settling = settling;
    }

    /**
     * Blocks until the file was read.
     *
     * @param onBytes told how many bytes each step read, on this thread, a repeated attempt's too
     * @throws InterruptedException if the thread was interrupted; nothing is known of the file then
     */
    public HashOutcome hash(LibraryFile file, LongConsumer onBytes) throws InterruptedException {
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                Optional<HashOutcome> outcome = attempt(file, onBytes);
                if (outcome.isPresent()) {
                    return outcome.get();
                }
            }
            return new HashOutcome.Failed(changing(file));
        } catch (NoSuchFileException e) {
            return new HashOutcome.Failed(vanished(file));
        } catch (AccessDeniedException e) {
            return new HashOutcome.Failed(denied(file));
        } catch (IOException e) {
            return new HashOutcome.Failed(unreadable(file, e));
        }
    }

    /** Empty if the file changed while it was read. */
    private Optional<HashOutcome> attempt(LibraryFile file, LongConsumer onBytes)
            throws IOException, InterruptedException {
        Instant begin = clock.instant();
        FileStamp before = FileStamp.read(file.file());
        if (before.kind() != FileStamp.Kind.FILE) {
            return Optional.of(new HashOutcome.Failed(vanished(file)));
        }
        HashedContent content = service.hash(file.file(), before.sizeBytes(), onBytes);
        FileStamp after = FileStamp.read(file.file());
        return before.equals(after) && content.sizeBytes() == after.sizeBytes()
                ? Optional.of(new HashOutcome.Hashed(row(file, after, content, begin), content))
                : Optional.empty();
    }

    private LibraryFileRow row(LibraryFile file, FileStamp stamp, HashedContent content, Instant begin) {
        // A person's word holds for the content it was said of: a touched file stays deleted, new bytes do not.
        LibraryFileRow said = saidOf(file.previous(), content);
        return new LibraryFileRow(
                file.libraryId(),
                file.machineId(),
                file.path(),
                LibraryFileRow.folderOf(file.path()),
                content.hash(),
                stamp.sizeBytes(),
                stamp.modifiedNs(),
                stamp.changedNs(),
                file.stamp().fileKey() == null ? null : stamp.fileKey(),
                LocalState.PRESENT,
                isSettled(stamp, begin),
                begin,
                said == null ? null : said.deletedAt(),
                // A wish for the file's own place is fulfilled by the file that lies there.
                said == null || said.restoreTo() == null ? null : said.wantedAt(),
                said == null ? null : said.restoreTo());
    }

    private static @Nullable LibraryFileRow saidOf(@Nullable LibraryFileRow previous, HashedContent content) {
        return previous != null && content.hash().equals(previous.hash()) ? previous : null;
    }

    /** A time to come is a clock that is wrong, and says nothing of how old the file is. */
    private boolean isSettled(FileStamp stamp, Instant now) {
        long quietSince = nanos(now.minus(settling));
        boolean modifiedLongAgo = stamp.modifiedNs() <= quietSince;
        if (stamp.changedNs() == 0) {
            return modifiedLongAgo;
        }
        // A camera whose clock is ahead gives a modification time to come; the system's own change time overrules it.
        boolean modifiedInFuture = stamp.modifiedNs() > nanos(now);
        return stamp.changedNs() <= quietSince && (modifiedLongAgo || modifiedInFuture);
    }

    private static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }

    private static Finding changing(LibraryFile file) {
        return Finding.warning(
                "file-changing",
                file.path(),
                file.path() + " changed while it was read, " + ATTEMPTS + " times running, and was not backed up.",
                "It is tried again at the next scan; close the program that writes it.");
    }

    private static Finding vanished(LibraryFile file) {
        return Finding.note("file-vanished", file.path(), file.path() + " went away before it was read.");
    }

    private static Finding denied(LibraryFile file) {
        return Finding.warning(
                "file-unreadable",
                file.path(),
                file.path() + " may not be read by this user, and was not backed up.",
                "Give the user that runs breakdex the right to read it.");
    }

    private static Finding unreadable(LibraryFile file, IOException why) {
        return Finding.error(
                "file-unreadable",
                file.path(),
                file.path() + " could not be read (" + why.getMessage() + "), and was not backed up.",
                "Check the disk or the connection that it lies on.");
    }
}
