package breakdex.sync.provider;

import breakdex.sync.asset.RemoteName;
import org.jspecify.annotations.Nullable;

/**
 * An object as a provider described it.
 *
 * @param name the asset that it should hold
 * @param path where it lies, in the provider's own terms; enough to open, delete or set aside exactly this object
 * @param sizeBytes its length, −1 where a listing did not say
 * @param version changes whenever the bytes may have changed (an entity tag, a head revision, for a folder size and
 *     modification time); null where a listing did not say
 */
public record RemoteObject(
        RemoteName name,
        String path,
        long sizeBytes,
        @Nullable String version) {
    public static final long SIZE_UNKNOWN = -1;
}
