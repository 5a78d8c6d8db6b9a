/** Puts the parts together for a program: the last package, which nobody imports but programs. */
@NullMarked
package breakdex.sync.config;

import org.jspecify.annotations.NullMarked;
