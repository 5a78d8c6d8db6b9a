package breakdex.sync.provider;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes one file past the page cache, as far as the file system goes along and the bytes lie at multiples of its step,
 * and through the cache otherwise. Used by one thread.
 */
public final class PastCacheWriter implements Closeable {
    /** From this size on, content is worth the way past the cache. */
    public static final long FROM_BYTES = 256L * 1024;

    private static final List<String> NOT_KNOWN =
            List.of("invalid argument", "not supported", "function not implemented", "multiple of the block size");

    private final FileChannel through;
    private final int step;
    private final Writing writing;
    private @Nullable FileChannel past;

    /** @see FileChannel#write(ByteBuffer, long) */
    @FunctionalInterface
    public interface Writing {
        int write(FileChannel channel, ByteBuffer bytes, long position) throws IOException;
    }

    /** Opens a file that exists a second time. */
    @FunctionalInterface
    public interface Opening {
        /** @throws UnsupportedOperationException where this system cannot write past its cache */
        FileChannel open() throws IOException;
    }

    private PastCacheWriter(FileChannel through, int step, Writing writing, @Nullable FileChannel past) {
        this.through = through;
        this.step = step;
        this.writing = writing;
        this.past = past;
    }

    /**
     * @param through the file as it is open for other purposes; stays open
     * @param step of the file system in bytes, a power of two; 0 to go through the cache with everything
     * @throws IOException if the file cannot be opened again, for a better reason than that there is no such way
     */
    public static PastCacheWriter of(FileChannel through, int step, Opening opening, Writing writing)
            throws IOException {
        return new PastCacheWriter(through, step, writing, Integer.bitCount(step) == 1 ? opened(opening) : null);
    }

    private static @Nullable FileChannel opened(Opening opening) throws IOException {
        try {
            return opening.open();
        } catch (UnsupportedOperationException e) {
            return null;
        } catch (IOException e) {
            if (isNotKnownHere(e)) {
                return null;
            }
            throw e;
        }
    }

    /** @throws UnsupportedOperationException where this system cannot write past its cache */
    public static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS, ExtendedOpenOption.DIRECT);
    }

    /** Writes some of the bytes, perhaps none; returns how many. */
    public int write(ByteBuffer bytes, long position) throws IOException {
        FileChannel way = past;
        if (way == null || !fits(bytes, position)) {
            return writing.write(through, bytes, position);
        }
        int end = bytes.limit();
        bytes.limit(bytes.position() + bytes.remaining() / step * step);
        try {
            return writing.write(way, bytes, position);
        } catch (IOException e) {
            if (!isNotKnownHere(e)) {
                throw e;
            }
            close();
            return 0;
        } finally {
            bytes.limit(end);
        }
    }

    /** Such a write begins and ends at multiples of the step, in the file and in memory. */
    private boolean fits(ByteBuffer bytes, long position) {
        return bytes.isDirect()
                && bytes.remaining() >= step
                && position % step == 0
                && bytes.alignmentOffset(bytes.position(), step) == 0;
    }

    @Override
    public void close() throws IOException {
        FileChannel way = past;
        past = null;
        if (way != null) {
            way.close();
        }
    }

    /** True where the file system, rather than the medium, refused: it has no such operation. */
    public static boolean isNotKnownHere(IOException e) {
        String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        String words = reason == null ? "" : reason.toLowerCase(Locale.ROOT);
        return NOT_KNOWN.stream().anyMatch(words::contains);
    }
}
