package breakdex.sync.transfer;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Objects;

/** Gives a complete file its name without ever replacing another. */
public final class FilePlacer {
    private FilePlacer() {}

    /**
     * Renames {@code complete} to {@code target}, in the same folder, and sets its modification time.
     *
     * @throws FileAlreadyExistsException if something bears that name; nothing is changed then
     */
    public static void place(Path complete, Path target, FileTime modified) throws IOException {
        Files.setLastModifiedTime(complete, modified);
        try {
            // A hard link fails where the name is taken, in one step; a rename would replace what appeared meanwhile.
            Files.createLink(target, complete);
            Files.delete(complete);
        } catch (UnsupportedOperationException | FileSystemException e) {
            if (e instanceof FileAlreadyExistsException || Files.exists(target)) {
                throw new FileAlreadyExistsException(target.toString());
            }
            Files.move(complete, target);
        }
        FolderSync.force(Objects.requireNonNull(target.toAbsolutePath().getParent()));
    }
}
