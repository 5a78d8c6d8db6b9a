@NullMarked
package breakdex.sync.store;

import org.jspecify.annotations.NullMarked;
