package breakdex.sync.provider;

import java.util.Locale;

/**
 * What can be told of a file system by its type.
 *
 * @param type as the system calls it, such as {@code ext4}
 */
public record FileSystemKind(String type) {
    private static final long FAT_LIMIT = 0xFFFF_FFFFL;

    /**
     * False where reads past the cache are accepted and yet come from one: these live in memory, keep a cache of their
     * own, or leave the matter to another program.
     */
    public boolean readsFromMedium() {
        String name = type.toLowerCase(Locale.ROOT);
        return switch (name) {
            case "tmpfs", "ramfs", "zfs", "overlay", "9p", "fuseblk" -> false;
            default -> !name.equals("fuse") && !name.startsWith("fuse.");
        };
    }

    /** The largest file that can lie there. */
    public long maxFileBytes() {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "vfat", "msdos", "fat", "fat32", "fat16", "umsdos" -> FAT_LIMIT;
            default -> Long.MAX_VALUE;
        };
    }
}
