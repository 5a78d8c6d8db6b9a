/**
 * The rules of the house, as tests: which package may know which, and how code looks. They read all modules, main and
 * test. Nothing comes after them.
 */
@NullMarked
package breakdex.sync.house;

import org.jspecify.annotations.NullMarked;
