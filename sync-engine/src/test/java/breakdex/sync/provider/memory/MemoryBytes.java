package breakdex.sync.provider.memory;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The content of one stored file, in blocks; blocks that hold nothing but zeros are one and the same, so that files of
 * many gibibytes cost nothing. Not thread-safe: {@link MemoryPlace} guards it.
 */
final class MemoryBytes {
    private static final int BLOCK = 64 * 1024;
    private static final byte[] ZEROS = new byte[BLOCK];

    private final List<byte[]> blocks = new ArrayList<>();
    private long length;

    static MemoryBytes zeros(long length) {
        MemoryBytes bytes = new MemoryBytes();
        bytes.grow(length);
        return bytes;
    }

    static MemoryBytes of(byte[] content) {
        MemoryBytes bytes = new MemoryBytes();
        bytes.append(ByteBuffer.wrap(content));
        return bytes;
    }

    long length() {
        return length;
    }

    void append(ByteBuffer from) {
        long at = length;
        grow(length + from.remaining());
        while (from.hasRemaining()) {
            int offset = (int) (at % BLOCK);
            int count = Math.min(from.remaining(), BLOCK - offset);
            from.get(own(at), offset, count);
            at += count;
        }
    }

    private void grow(long to) {
        while ((long) blocks.size() * BLOCK < to) {
            blocks.add(ZEROS);
        }
        length = to;
    }

    /** What is cut off reads as zeros if the file grows again. */
    void truncate(long to) {
        if (to >= length) {
            return;
        }
        while (((long) blocks.size() - 1) * BLOCK >= to && !blocks.isEmpty()) {
            blocks.remove(blocks.size() - 1);
        }
        length = to;
    }

    /** @return −1 at the end */
    int read(long at, ByteBuffer to) {
        if (at >= length) {
            return to.hasRemaining() ? -1 : 0;
        }
        int offset = (int) (at % BLOCK);
        int count = (int) Math.min(Math.min(to.remaining(), BLOCK - offset), length - at);
        to.put(blocks.get((int) (at / BLOCK)), offset, count);
        return count;
    }

    /** @param at of the byte whose lowest bit turns */
    void turnBit(long at) {
        own(at)[(int) (at % BLOCK)] ^= 1;
    }

    private byte[] own(long at) {
        int index = (int) (at / BLOCK);
        if (blocks.get(index) == ZEROS) {
            blocks.set(index, new byte[BLOCK]);
        }
        return blocks.get(index);
    }

    /** For small files. */
    byte[] toArray() {
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(length));
        while (all.hasRemaining()) {
            read(all.position(), all);
        }
        return all.array();
    }
}
