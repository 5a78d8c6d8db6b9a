package breakdex.sync.store;

import breakdex.sync.asset.LocalState;
import org.jspecify.annotations.Nullable;

/**
 * As much of a {@link LibraryFileRow} as a scan compares: a scan reads every row, and most of a row's cost is in the
 * columns that it does not need.
 *
 * @param hashed whether its content is known
 */
public record KnownFile(
        String path,
        long sizeBytes,
        long modifiedNs,
        long changedNs,
        @Nullable String fileKey,
        LocalState state,
        boolean settled,
        boolean hashed) {}
