package breakdex.cli;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.event.SyncListener;
import java.nio.file.Path;

/** Opens the engine on a home; a seam, so that tests choose its clock. */
@FunctionalInterface
interface Engines {
    AssetSyncEngine open(Path home, SyncListener listener);
}
