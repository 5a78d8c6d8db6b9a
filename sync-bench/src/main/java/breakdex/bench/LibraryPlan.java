package breakdex.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which files a library consists of. The same numbers and seed give the same files, byte for byte.
 *
 * @param count files, at least 1
 * @param bytes of one file where {@code fixedSize}, else of all files together
 * @param duplicatePercent of the files that have the bytes of an earlier one, 0 to 100
 */
record LibraryPlan(int count, long bytes, boolean fixedSize, int duplicatePercent, long seed) {
    /** Spread of phone clips: with it, one in a hundred is some sixteen times as long as the middle one. */
    private static final double SIGMA = 1.2;

    private static final int FILES_IN_A_FOLDER = 1000;

    LibraryPlan {
        if (count < 1 || bytes < 0 || duplicatePercent < 0 || duplicatePercent > 100) {
            throw new IllegalArgumentException("count must be positive, bytes not negative, duplicates 0 to 100");
        }
    }

    /**
     * One file.
     *
     * @param path relative to the library
     * @param seed of its bytes: equal seed and size are equal bytes
     */
    record Clip(String path, long size, long seed) {}

    List<Clip> clips() {
        SplittableRandom random = new SplittableRandom(seed);
        int[] originals = originals(random);
        double[] weights = new double[count];
        long[] seeds = new long[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            boolean repeats = originals[i] < i;
            weights[i] = repeats ? weights[originals[i]] : Math.exp(SIGMA * random.nextGaussian());
            seeds[i] = repeats ? seeds[originals[i]] : random.nextLong();
            sum += weights[i];
        }
        List<Clip> clips = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long size = fixedSize ? bytes : Math.max(1, Math.round(weights[i] / sum * bytes));
            clips.add(new Clip("%04d/clip-%06d.mp4".formatted(i / FILES_IN_A_FOLDER, i), size, seeds[i]));
        }
        return clips;
    }

    /** For each file the first one with its bytes: itself, or an earlier one. */
    private int[] originals(SplittableRandom random) {
        int[] originals = new int[count];
        for (int i = 0; i < count; i++) {
            boolean repeats = i > 0 && random.nextInt(100) < duplicatePercent;
            originals[i] = repeats ? originals[random.nextInt(i)] : i;
        }
        return originals;
    }
}
