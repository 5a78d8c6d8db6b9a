package breakdex.sync;

import breakdex.sync.event.Finding;
import java.util.List;

/**
 * What was looked at again.
 *
 * @param proved copies that hold what they should
 * @param bytes that were read, of copies and of local files
 * @param checked local files, and what the budget left over
 * @param findings copies and files that do not, or that could not be looked at
 */
public record VerifyReport(Outcome outcome, long proved, long bytes, Checked checked, List<Finding> findings) {}
