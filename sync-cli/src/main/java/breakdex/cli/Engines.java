package breakdex.cli;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.config.EngineFactory;

/** Opens the engine that a factory describes; a seam, so that tests choose its clock. */
@FunctionalInterface
interface Engines {
    AssetSyncEngine open(EngineFactory factory);
}
