/**
 * Bytes to {@link breakdex.sync.asset.ContentHash}, each stream read once, and what a video's headers say. After
 * {@code scan}, which names the files; {@code manifest} turns the hashes into assets.
 */
@NullMarked
package breakdex.sync.hash;

import org.jspecify.annotations.NullMarked;
