package breakdex.sync.scan;

import breakdex.sync.asset.ContentHash;

/**
 * What a file is called, beside its place in a library, while it is brought back and not whole yet. It bears its
 * machine's id: another machine that works on the same folder leaves it alone. A scan takes no such file for a video.
 */
public final class PartName {
    private static final String PREFIX = ".breakdex-part-";

    /** Enough to tell contents apart, and short enough for a name of the file system. */
    private static final int DIGITS = 32;

    private PartName() {}

    public static String of(String machineId, ContentHash hash) {
        return PREFIX + machineId + "-" + hash.digest().substring(0, DIGITS);
    }

    /** Whether this machine was bringing a file back under that name. */
    public static boolean isOf(String machineId, String fileName) {
        // Nearly every name is decided by its first letter.
        return fileName.startsWith(PREFIX)
                && fileName.startsWith(machineId + "-", PREFIX.length())
                && fileName.length() == PREFIX.length() + machineId.length() + 1 + DIGITS;
    }
}
