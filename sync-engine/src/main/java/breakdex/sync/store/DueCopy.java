package breakdex.sync.store;

import breakdex.sync.asset.ContentHash;

/** A copy that wants to be looked at again. */
public record DueCopy(ContentHash hash, long sizeBytes) {}
