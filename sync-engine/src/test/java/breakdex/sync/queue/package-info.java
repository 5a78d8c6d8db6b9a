@NullMarked
package breakdex.sync.queue;

import org.jspecify.annotations.NullMarked;
