@NullMarked
package breakdex.sync.safety;

import org.jspecify.annotations.NullMarked;
