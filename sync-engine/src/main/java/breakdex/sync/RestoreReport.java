package breakdex.sync;

import breakdex.sync.event.Finding;
import java.util.List;

/**
 * What came back.
 *
 * @param restored files that were brought back, their hash checked
 * @param alreadyThere files that stood there with the right bytes
 * @param failed one finding a file that did not come back
 */
public record RestoreReport(long restored, long bytes, long alreadyThere, List<Finding> failed) {
    public boolean complete() {
        return failed.isEmpty();
    }
}
