/** Scans of real folders against a real database. */
@NullMarked
package breakdex.sync.scan;

import org.jspecify.annotations.NullMarked;
