package breakdex.sync.store;

import breakdex.sync.asset.FailureDomain;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code libraries}: a folder that was added.
 *
 * @param id as its marker says, where it has one
 * @param place absolute path on this device; null where it has none here
 * @param fileStore name of the file store it was added on, to know an unmarked folder again
 * @param fileKey the folder's own file key, likewise; null where the system has none
 * @param marked whether the folder carries {@code .breakdex-library}
 * @param rulesJson which files are wanted
 * @param domain what the folder's own disk dies together with
 */
public record LibraryRow(
        String id,
        String name,
        @Nullable String place,
        @Nullable String fileStore,
        @Nullable String fileKey,
        boolean marked,
        String rulesJson,
        FailureDomain domain,
        Instant addedAt) {
    public LibraryRow withDomain(FailureDomain other) {
        return new LibraryRow(id, name, place, fileStore, fileKey, marked, rulesJson, other, addedAt);
    }

    public LibraryRow withRules(String json) {
        return new LibraryRow(id, name, place, fileStore, fileKey, marked, json, domain, addedAt);
    }

    public LibraryRow withPlace(String other) {
        return new LibraryRow(id, name, other, fileStore, fileKey, marked, rulesJson, domain, addedAt);
    }
}
