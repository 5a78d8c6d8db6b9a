package breakdex.sync.asset;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One content, whatever its names: a row of {@code asset_manifest}.
 *
 * @param hash identity
 * @param sizeBytes length of the content
 * @param extension of its object in the cloud, {@code [a-z0-9]{1,8}}, from the first name that the library gave it
 * @param mimeType from the extension, {@code application/octet-stream} where unknown
 * @param media duration and picture size, parts of which may be unknown
 * @param sourceType how it came in: camera, photos, files, cloud_download, legacy_migration
 * @param sourceName the first name that it had, null where it never had one
 * @param importedAt when this library first held it
 * @param deletedAt when its tombstone was set; null while it lives
 * @param tombstoneReason user, replaced or corrupted; null while it lives
 * @param copyCount number of different failure domains that hold a counted copy
 */
public record Asset(
        ContentHash hash,
        long sizeBytes,
        String extension,
        String mimeType,
        MediaInfo media,
        String sourceType,
        @Nullable String sourceName,
        Instant importedAt,
        @Nullable Instant deletedAt,
        @Nullable String tombstoneReason,
        int copyCount) {
    public boolean isDeleted() {
        return deletedAt != null;
    }

    /** {@code <digest>.<extension>}: the name of its object on every provider. */
    public RemoteName remoteName() {
        return new RemoteName(hash, extension);
    }
}
