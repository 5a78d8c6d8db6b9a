package breakdex.sync.store;

import org.jspecify.annotations.Nullable;

/**
 * As much of a {@link LibraryFileRow} as a scan compares: a scan reads every row, and most of a row's cost is in the
 * columns that it does not need.
 *
 * @param present false where it was freed, or was missing before
 * @param comparable whether it is present, its content known, and was quiet when that was read: else it is hashed again
 */
public record KnownFile(
        String path,
        long sizeBytes,
        long modifiedNs,
        long changedNs,
        @Nullable String fileKey,
        boolean present,
        boolean comparable) {}
