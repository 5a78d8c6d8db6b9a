package breakdex.sync;

import breakdex.sync.event.Finding;
import java.util.List;

/**
 * What was let go, and what was kept and why.
 *
 * @param freed files that were removed, or, in a dry run, that would be
 * @param bytes that they held
 * @param refused one finding a file that stays, with what is missing
 */
public record FreeReport(long freed, long bytes, List<Finding> refused) {
    public boolean complete() {
        return refused.isEmpty();
    }
}
