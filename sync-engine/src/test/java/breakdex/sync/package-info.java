@NullMarked
package breakdex.sync;

import org.jspecify.annotations.NullMarked;
