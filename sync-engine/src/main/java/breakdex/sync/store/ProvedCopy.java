package breakdex.sync.store;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.Evidence;

/** A copy that was just looked at and holds what it should. */
public record ProvedCopy(ContentHash hash, String providerId, String remotePath, Evidence evidence) {}
