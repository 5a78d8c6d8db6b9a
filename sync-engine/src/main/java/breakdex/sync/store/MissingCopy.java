package breakdex.sync.store;

import breakdex.sync.asset.ContentHash;

/** A live asset that a provider should hold and does not. */
public record MissingCopy(ContentHash hash, long sizeBytes, int copyCount) {}
