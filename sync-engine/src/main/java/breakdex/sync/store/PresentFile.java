package breakdex.sync.store;

import breakdex.sync.asset.ContentHash;

/**
 * As much of a {@link LibraryFileRow} as is needed to send the file: where it lies, and whether it is still what was
 * hashed.
 */
public record PresentFile(
        ContentHash hash, String libraryId, String path, long sizeBytes, long modifiedNs, long changedNs) {}
