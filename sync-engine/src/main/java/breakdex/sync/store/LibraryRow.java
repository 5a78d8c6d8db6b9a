package breakdex.sync.store;

import breakdex.sync.asset.FailureDomain;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code libraries}: a folder that was added.
 *
 * @param id as its marker says, where it has one
 * @param place absolute path on its machine; null where it has none there
 * @param fileStore name of the file store it was added on, to know an unmarked folder again
 * @param fileKey the folder's own file key, likewise; null where the system has none
 * @param marked whether the folder carries {@code .breakdex-library}
 * @param rulesJson which files are wanted
 * @param machineId on whose disk it lies; null where that is not known
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
        Instant addedAt,
        @Nullable String machineId) {
    /** Whether its folder lies on this machine, as far as that is known. */
    public boolean isOn(String machine) {
        return machineId == null || machineId.equals(machine);
    }

    public LibraryRow withDomain(FailureDomain other) {
        return new LibraryRow(id, name, place, fileStore, fileKey, marked, rulesJson, other, addedAt, machineId);
    }

    public LibraryRow withRules(String json) {
        return new LibraryRow(id, name, place, fileStore, fileKey, marked, json, domain, addedAt, machineId);
    }

    /** @param machine on whose disk it lies now */
    public LibraryRow withPlace(String other, String machine) {
        return new LibraryRow(id, name, other, fileStore, fileKey, marked, rulesJson, domain, addedAt, machine);
    }
}
