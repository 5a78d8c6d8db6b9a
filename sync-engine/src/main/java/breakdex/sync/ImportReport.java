package breakdex.sync;

import breakdex.sync.event.Finding;
import java.util.List;

/**
 * What came of an import of the app's document.
 *
 * @param items things that it tells of
 * @param changed of which something new is known now, or, in a dry run, would be looked at
 * @param findings what was set aside, and what changed here since and so stayed
 */
public record ImportReport(long items, long changed, List<Finding> findings) {
    /** Whether all of it could be taken. */
    public boolean complete() {
        return findings.stream().noneMatch(Finding::isIncomplete);
    }
}
