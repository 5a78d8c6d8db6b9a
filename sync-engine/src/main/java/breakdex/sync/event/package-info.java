/** What happened, as records: the command, the dashboard, the log and the tests read this one stream. After {@code asset}. */
@NullMarked
package breakdex.sync.event;

import org.jspecify.annotations.NullMarked;
