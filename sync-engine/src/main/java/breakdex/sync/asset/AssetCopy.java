package breakdex.sync.asset;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One asset on one provider: a row of {@code asset_copies}.
 *
 * @param hash what it should hold
 * @param providerId where
 * @param remotePath the object's path on the provider
 * @param status see {@link CopyStatus}
 * @param evidence the newest proof, null where there is none
 * @param errorMessage why the last look found it wanting; null where nothing is wrong
 * @param updatedAt of the row
 */
public record AssetCopy(
        ContentHash hash,
        String providerId,
        String remotePath,
        CopyStatus status,
        @Nullable Evidence evidence,
        @Nullable String errorMessage,
        Instant updatedAt) {}
