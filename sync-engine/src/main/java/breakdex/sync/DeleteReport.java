package breakdex.sync;

import breakdex.sync.event.Finding;
import java.util.List;

/**
 * What {@code delete} or {@code undelete} changed.
 *
 * @param names taken out of the library, or brought back into it
 * @param assets that got a tombstone, or lost it
 * @param notes what stays and why
 */
public record DeleteReport(long names, long assets, List<Finding> notes) {}
