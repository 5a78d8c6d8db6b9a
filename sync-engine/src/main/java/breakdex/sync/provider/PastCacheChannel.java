package breakdex.sync.provider;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;

/**
 * Reads a file from its medium, past the page cache, at any offset and to its very last byte. Such reads begin and end
 * at multiples of the file system's step; what comes too much on either side is dropped here. Used by one thread.
 */
final class PastCacheChannel implements ReadableByteChannel {
    private final FileChannel channel;
    private final AlignedBuffers buffers;
    private final ByteBuffer buffer;
    private final int step;
    private long position;
    private boolean open = true;

    /** Reads the first bytes at once, so that a file system that cannot do this says so here. */
    PastCacheChannel(Path file, long offset, ReadableFiles files, AlignedBuffers buffers) throws IOException {
        this.buffers = buffers;
        this.step = files.blockSize(file);
        if (Integer.bitCount(step) != 1) {
            throw new UnsupportedOperationException("reads in steps of " + step);
        }
        this.position = offset;
        this.channel = files.openPastCache(file);
        this.buffer = buffers.lend(step);
        try {
            fill();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (!target.hasRemaining()) {
            return 0;
        }
        if (!buffer.hasRemaining() && !fill()) {
            return -1;
        }
        int count = Math.min(buffer.remaining(), target.remaining());
        target.put(target.position(), buffer, buffer.position(), count);
        target.position(target.position() + count);
        buffer.position(buffer.position() + count);
        position += count;
        return count;
    }

    /** Always reads from the last multiple on: a read may end early, and then the next one must not begin there. */
    private boolean fill() throws IOException {
        long from = position / step * step;
        buffer.clear();
        int count = channel.read(buffer, from);
        int skip = (int) (position - from);
        buffer.flip();
        if (count > skip) {
            buffer.position(skip);
            return true;
        }
        buffer.position(buffer.limit());
        if (position < channel.size()) {
            throw new IOException("the medium gave no bytes at " + position + " of " + channel.size());
        }
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() throws IOException {
        if (open) {
            open = false;
            buffers.takeBack(buffer);
            channel.close();
        }
    }
}
