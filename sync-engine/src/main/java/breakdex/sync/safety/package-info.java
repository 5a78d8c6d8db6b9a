/**
 * Everything that destroys, and what must be proved before it may. The last stage: after {@code verify}, on whose
 * proofs alone it acts.
 */
@NullMarked
package breakdex.sync.safety;

import org.jspecify.annotations.NullMarked;
