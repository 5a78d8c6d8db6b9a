package breakdex.sync.hash;

import breakdex.sync.asset.ContentHash;

/** @param sizeBytes how many bytes went into the hash */
public record HashedContent(ContentHash hash, long sizeBytes) {}
