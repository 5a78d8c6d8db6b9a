@NullMarked
package breakdex.sync.config;

import org.jspecify.annotations.NullMarked;
