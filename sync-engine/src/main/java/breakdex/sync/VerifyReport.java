package breakdex.sync;

import breakdex.sync.event.Finding;
import java.util.List;

/**
 * What was looked at again.
 *
 * @param proved copies that hold what they should
 * @param bytes that were read
 * @param findings copies that do not, or that could not be looked at
 */
public record VerifyReport(Outcome outcome, long proved, long bytes, List<Finding> findings) {}
