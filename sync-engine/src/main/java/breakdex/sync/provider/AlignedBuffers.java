package breakdex.sync.provider;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Buffers for reads past the cache, lent out and taken back, because the JVM is slow to free them. Keeps at most as
 * many as there are downloads at once. Thread-safe.
 */
final class AlignedBuffers {
    private static final int BYTES = 1024 * 1024;

    private final ArrayBlockingQueue<ByteBuffer> idle;

    AlignedBuffers(int kept) {
        idle = new ArrayBlockingQueue<>(kept);
    }

    /** @param step a power of two; the buffer begins at, and is as long as, a multiple of it */
    ByteBuffer lend(int step) {
        ByteBuffer kept = idle.poll();
        if (kept != null && kept.alignmentOffset(0, step) == 0 && kept.capacity() % step == 0) {
            return kept.clear();
        }
        return AlignedBuffer.allocate(Math.max(BYTES, step), step);
    }

    void takeBack(ByteBuffer buffer) {
        // One too many is left to the garbage collector.
        boolean kept = idle.offer(buffer);
        assert kept || idle.remainingCapacity() == 0;
    }
}
