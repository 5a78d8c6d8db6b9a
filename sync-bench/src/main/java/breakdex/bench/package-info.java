/** Makes libraries to measure with, and the plain yardsticks beside which the engine is measured. Nobody ships it. */
@NullMarked
package breakdex.bench;

import org.jspecify.annotations.NullMarked;
