/** What counts as proof of a copy, and of a local file. */
@NullMarked
package breakdex.sync.verify;

import org.jspecify.annotations.NullMarked;
