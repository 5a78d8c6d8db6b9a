/** What happened, as records: command, dashboard, log and tests read this one stream. After {@code asset}. */
@NullMarked
package breakdex.sync.event;

import org.jspecify.annotations.NullMarked;
