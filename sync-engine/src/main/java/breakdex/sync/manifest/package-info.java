/**
 * Phase one: what is known of the library, as records that merge the same way on every device, and the segments in
 * which they travel. After {@code hash}, whose contents it tells of; before {@code queue}, which plans from what was
 * merged.
 */
@NullMarked
package breakdex.sync.manifest;

import org.jspecify.annotations.NullMarked;
