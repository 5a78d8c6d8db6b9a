package breakdex.sync;

import java.nio.file.Path;
import java.util.List;

/**
 * What is to be looked at again, read from the medium.
 *
 * @param paths copies of these files; empty for the copies whose proof is too old
 * @param all every copy; without paths
 * @param local the local files themselves, of these paths or all of them, and no copies
 * @param budget how much of it; what was looked at longest ago comes first
 */
public record VerifyRequest(List<Path> paths, boolean all, boolean local, VerifyBudget budget) {
    /** Copies, without a limit. */
    public VerifyRequest(List<Path> paths, boolean all) {
        this(paths, all, false, VerifyBudget.UNLIMITED);
    }
}
