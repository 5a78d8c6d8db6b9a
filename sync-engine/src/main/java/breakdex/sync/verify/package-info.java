/**
 * Proof that a copy holds the hash. After {@code transfer}, whose word it does not take; {@code safety} relies on
 * nothing else.
 */
@NullMarked
package breakdex.sync.verify;

import org.jspecify.annotations.NullMarked;
