package breakdex.sync.safety;

import breakdex.sync.scan.FileStamp;
import breakdex.sync.store.LibraryFileRow;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * The right to remove one local file, once, soon. Only {@link SafetyGuard} makes one; {@link LocalFileRemover} takes
 * nothing else.
 */
public final class LocalDeletePermit {
    private final LibraryFileRow row;
    private final Path file;
    private final FileStamp stamp;
    private final List<ReliedOn> reliedOn;
    private final Instant expiresAt;

    LocalDeletePermit(LibraryFileRow row, Path file, FileStamp stamp, List<ReliedOn> reliedOn, Instant expiresAt) {
        this.row = row;
        this.file = file;
        this.stamp = stamp;
        this.reliedOn = List.copyOf(reliedOn);
        this.expiresAt = expiresAt;
    }

    public LibraryFileRow row() {
        return row;
    }

    /** Absolute. */
    public Path file() {
        return file;
    }

    /** What the file was when the permit was made. */
    public FileStamp stamp() {
        return stamp;
    }

    /** At least two, in different failure domains. */
    public List<ReliedOn> reliedOn() {
        return reliedOn;
    }

    public Instant expiresAt() {
        return expiresAt;
    }
}
