package breakdex.sync.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Whether a file store gives a file the same key after a remount. FAT and most file systems in user space make keys up
 * as they go; comparing those would hash a whole library anew after every start.
 */
final class FileKeys {
    private static final Set<String> KEEPING =
            Set.of("ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "f2fs", "jfs", "apfs", "hfs", "nfs", "nfs4");

    private FileKeys() {}

    static boolean areKept(Path folder) throws IOException {
        return KEEPING.contains(Files.getFileStore(folder).type());
    }
}
