package breakdex.sync;

import java.nio.file.Path;
import java.util.List;

/**
 * Which copies are to be looked at again, read from the medium.
 *
 * @param paths those of these files; empty for those whose proof is too old
 * @param all every copy
 */
public record VerifyRequest(List<Path> paths, boolean all) {}
