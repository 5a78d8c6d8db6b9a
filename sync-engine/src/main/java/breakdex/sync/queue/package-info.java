/**
 * What is missing where, as persistent operations, and how they are taken, retried and ended. After {@code hash} and
 * {@code manifest}; hands claimed operations to {@code transfer} and {@code verify}.
 */
@NullMarked
package breakdex.sync.queue;

import org.jspecify.annotations.NullMarked;
