/** Tests of the command: its words, its codes, and the whole of it on real files. */
@NullMarked
package breakdex.cli;

import org.jspecify.annotations.NullMarked;
