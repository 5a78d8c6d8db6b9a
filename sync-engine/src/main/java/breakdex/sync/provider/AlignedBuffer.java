package breakdex.sync.provider;

import java.nio.ByteBuffer;

/** Memory that a disk can be handed as it is, without a detour through the page cache. */
public final class AlignedBuffer {
    /** The step in which nearly every disk and file system takes bytes. */
    public static final int STEP = 4096;

    private AlignedBuffer() {}

    /**
     * A direct buffer of {@code bytes} bytes that begins at a multiple of {@code step} in memory.
     *
     * @param bytes at least 1
     * @param step a power of two
     */
    public static ByteBuffer allocate(int bytes, int step) {
        // A slice ends at a multiple too, so both ends need room.
        return ByteBuffer.allocateDirect(bytes + 2 * step)
                .alignedSlice(step)
                .limit(bytes)
                .slice();
    }
}
