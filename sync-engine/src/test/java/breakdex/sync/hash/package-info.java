/** Hashing, against real files. */
@NullMarked
package breakdex.sync.hash;

import org.jspecify.annotations.NullMarked;
