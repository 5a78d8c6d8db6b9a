package breakdex.sync;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to come back.
 *
 * @param paths files and folders of libraries; ignored where {@code all} is set
 * @param all everything that is not on this machine; with {@code to}, everything
 * @param to an absolute folder under which the relative paths are laid; null for the files' own places
 * @param dryRun only count
 */
public record RestoreRequest(
        List<Path> paths, boolean all, @Nullable Path to, boolean dryRun) {}
