/**
 * Phase two: bytes on their way, to a provider and back, with resume points. After {@code queue}; hands what the
 * provider said to {@code verify}, and believes none of it.
 */
@NullMarked
package breakdex.sync.transfer;

import org.jspecify.annotations.NullMarked;
