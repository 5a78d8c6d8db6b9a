package breakdex.sync.sim;

import breakdex.sync.asset.Asset;
import breakdex.sync.asset.AssetCopy;
import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.CopyStatus;
import breakdex.sync.store.CertificateRow;
import breakdex.sync.store.Database;
import breakdex.sync.store.LibraryFileRow;
import breakdex.sync.store.LibraryRow;
import breakdex.sync.store.OperationFilter;
import breakdex.sync.store.ProviderRow;
import breakdex.sync.store.SyncOperation;
import breakdex.sync.store.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All that the database says between two steps.
 *
 * @param self id of the device
 * @param copies by the place's id and content
 * @param files of the library that lies on this machine, by path
 * @param counts of every asset, as a fresh count gives them
 * @param certificates for files of that library, by id
 * @param providers by the place's id
 */
record Records(
        String self,
        List<Asset> assets,
        Map<SimWorld.Copy, AssetCopy> copies,
        Map<String, LibraryFileRow> files,
        Map<ContentHash, Integer> counts,
        List<SyncOperation> open,
        Map<String, CertificateRow> certificates,
        Map<String, ProviderRow> providers) {
    private static final int ALL = 100_000;

    static Records of(Database database) {
        return database.read(Records::of);
    }

    private static Records of(Tx tx) {
        List<Asset> assets = tx.assets().withPrefix("", ALL);
        Map<String, ProviderRow> byId =
                tx.providers().all().stream().collect(Collectors.toMap(ProviderRow::id, Function.identity()));
        String machine = tx.workers().onlyMachine().orElse("");
        Set<String> own =
                tx.libraries().on(machine).stream().map(LibraryRow::id).collect(Collectors.toSet());
        Map<SimWorld.Copy, AssetCopy> copies = new TreeMap<>();
        Map<ContentHash, Integer> counts = new TreeMap<>();
        Map<String, CertificateRow> certificates = new TreeMap<>();
        for (Asset asset : assets) {
            counts.put(asset.hash(), tx.assets().countCopies(asset.hash()));
            tx.certificates().ofAsset(asset.hash()).stream()
                    .filter(row -> own.contains(row.libraryId()))
                    .forEach(row -> certificates.put(row.id(), row));
            for (AssetCopy copy : tx.copies().ofAsset(asset.hash())) {
                ProviderRow provider = byId.get(copy.providerId());
                if (provider == null) {
                    throw new IllegalStateException("a copy on no provider: " + copy);
                }
                copies.put(new SimWorld.Copy(idOf(provider), asset.hash()), copy);
            }
        }
        Map<String, ProviderRow> providers = new TreeMap<>();
        byId.values().forEach(row -> providers.put(idOf(row), row));
        return new Records(
                tx.devices().self().orElse(""),
                assets,
                copies,
                files(tx, machine),
                counts,
                tx.operations().list(OperationFilter.open(ALL), List.of(), tx.now()),
                certificates,
                providers);
    }

    private static String idOf(ProviderRow row) {
        return SimWorld.placeOfKey(String.valueOf(row.providerKey()));
    }

    private static Map<String, LibraryFileRow> files(Tx tx, String machine) {
        Map<String, LibraryFileRow> files = new TreeMap<>();
        for (LibraryRow library : tx.libraries().on(machine)) {
            tx.files().below(library.id(), machine, "", null, ALL).forEach(row -> files.put(row.path(), row));
        }
        return files;
    }

    boolean isProved(SimWorld.Copy key) {
        AssetCopy copy = copies.get(key);
        return copy != null && copy.status() == CopyStatus.VERIFIED;
    }

    /** Ids of places that are in use and have a proved copy. */
    List<String> provedOn(ContentHash hash) {
        List<String> places = new ArrayList<>();
        providers.forEach((id, row) -> {
            if (row.enabled() && isProved(new SimWorld.Copy(id, hash))) {
                places.add(id);
            }
        });
        return places;
    }
}
