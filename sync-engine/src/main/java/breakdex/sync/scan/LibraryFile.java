package breakdex.sync.scan;

import breakdex.sync.store.LibraryFileRow;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file whose content is not known, or no longer: it is new, it changed, or it came back.
 *
 * @param path relative to the library, {@code /} between names
 * @param file where it lies on this device
 * @param stamp as the scan found it; its key is null where the file store does not keep keys over a remount
 * @param previous what was known of the name; null where it is new
 */
public record LibraryFile(
        String libraryId,
        String machineId,
        String path,
        Path file,
        FileStamp stamp,
        @Nullable LibraryFileRow previous) {}
