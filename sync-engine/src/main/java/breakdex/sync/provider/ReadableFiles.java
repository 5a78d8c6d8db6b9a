package breakdex.sync.provider;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** How files are opened to be read, and on what they lie: a seam at which tests make disks rot. Thread-safe. */
public interface ReadableFiles {
    /** This machine's own. */
    ReadableFiles OF_THIS_MACHINE = new ReadableFiles() {};

    /** A link is refused, not followed. */
    default FileChannel openForReading(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * As {@link #openForReading}, but past the page cache.
     *
     * @throws NoSuchFileException if it is not there
     * @throws UnsupportedOperationException where this system cannot read past its cache
     */
    default FileChannel openPastCache(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS, ExtendedOpenOption.DIRECT);
    }

    default FileSystemKind kind(Path folder) throws IOException {
        return new FileSystemKind(Files.getFileStore(folder).type());
    }

    /** The step in which this file system reads past the cache, in bytes; a power of two. */
    default int blockSize(Path file) throws IOException {
        return Math.toIntExact(
                Files.getFileStore(Objects.requireNonNull(file.getParent())).getBlockSize());
    }
}
