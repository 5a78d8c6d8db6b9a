/**
 * The door: {@link breakdex.sync.AssetSyncEngine} and what it answers. {@code SyncCycle} alone calls the stages, in
 * their order, and holds the branches.
 */
@NullMarked
package breakdex.sync;

import org.jspecify.annotations.NullMarked;
