package breakdex.sync.transfer;

import breakdex.sync.scan.FileStamp;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A local file that holds an asset's bytes: one of the library's, or one that was staged. It can be opened as often as
 * needed, and tells whether it is still the file that was chosen.
 *
 * @param file absolute path
 * @param stamp as it was when it was chosen
 */
public record ContentSource(Path file, FileStamp stamp) {
    public SeekableByteChannel open() throws IOException {
        return Files.newByteChannel(file, StandardOpenOption.READ);
    }

    /** False where the file was changed, replaced or removed since it was chosen. */
    public boolean isUnchanged() {
        try {
            return FileStamp.read(file).equals(stamp);
        } catch (IOException e) {
            return false;
        }
    }
}
