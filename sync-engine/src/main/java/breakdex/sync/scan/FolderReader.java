package breakdex.sync.scan;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Names in one folder. A seam: no test can make a folder unreadable for the superuser. */
@FunctionalInterface
interface FolderReader {
    FolderReader REAL = FolderReader::read;

    /** All names or none: a part of a folder would make the rest look vanished. */
    List<Path> list(Path folder) throws IOException;

    private static List<Path> read(Path folder) throws IOException {
        List<Path> names = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(names::add);
            return names;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }
}
