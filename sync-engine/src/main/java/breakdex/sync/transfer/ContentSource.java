package breakdex.sync.transfer;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * A local file that holds an asset's bytes: one of the library's, or one that was staged. It can be opened as often as
 * needed, and tells whether it is still the file that was chosen.
 *
 * @param file absolute path
 * @param sizeBytes that it must have
 * @param modified that it must bear
 */
public record ContentSource(Path file, long sizeBytes, FileTime modified) {
    public SeekableByteChannel open() throws IOException {
        return Files.newByteChannel(file, StandardOpenOption.READ);
    }

    /** False where the file was changed, replaced or removed since it was chosen. */
    public boolean isUnchanged() {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return now.size() == sizeBytes && now.lastModifiedTime().equals(modified);
        } catch (IOException e) {
            return false;
        }
    }
}
