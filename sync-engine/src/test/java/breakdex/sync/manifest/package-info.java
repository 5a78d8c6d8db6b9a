/** Tests of the manifest: merging, its text, and what may come instead of it. */
@NullMarked
package breakdex.sync.manifest;

import org.jspecify.annotations.NullMarked;
