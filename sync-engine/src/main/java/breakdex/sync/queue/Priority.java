package breakdex.sync.queue;

/**
 * The order of the queue as one number: a person's wish, then the class, then the size, small files first. What leaves
 * an asset with the fewest copies is mended first.
 */
final class Priority {
    private static final long WISH = 1_000;
    private static final long FIRST_COPY = 500;
    private static final long SECOND_COPY = 400;
    private static final long VERIFY = 300;
    private static final long FURTHER_COPY = 200;
    private static final long REMOVAL = 100;
    private static final int SIZE_STEPS = 20;
    private static final int BITS_A_STEP = 2;

    private Priority() {}

    static long upload(int copyCount, long sizeBytes) {
        long base = switch (copyCount) {
            case 0 -> FIRST_COPY;
            case 1 -> SECOND_COPY;
            default -> FURTHER_COPY;
        };
        return base + smallFirst(sizeBytes);
    }

    /** Whatever its size: of these, the one that was planned first is the one whose proof is oldest. */
    static long verify() {
        return VERIFY;
    }

    /** After all that makes anything safer. */
    static long removal(long sizeBytes) {
        return REMOVAL + smallFirst(sizeBytes);
    }

    static long wished(long sizeBytes) {
        return WISH + smallFirst(sizeBytes);
    }

    /** 20 for the smallest, one less with each fourfold size. */
    private static long smallFirst(long sizeBytes) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(sizeBytes);
        return Math.max(0, SIZE_STEPS - bits / BITS_A_STEP);
    }
}
