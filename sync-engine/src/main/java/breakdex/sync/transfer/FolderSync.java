package breakdex.sync.transfer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Puts a folder's entries on the medium, where the system knows such a thing. */
public final class FolderSync {
    private FolderSync() {}

    /** @throws IOException if the medium failed */
    public static void force(Path folder) throws IOException {
        // Windows cannot open a folder for this, and writes its entries out in order by itself.
        if (folder.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
