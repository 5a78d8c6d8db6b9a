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
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All that the database says between two steps.
 *
 * @param copies by place and content
 * @param files by path
 * @param counts of every asset, as a fresh count gives them
 * @param certificates by id
 */
record Records(
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
        Map<SimWorld.Copy, AssetCopy> copies = new TreeMap<>();
        Map<ContentHash, Integer> counts = new TreeMap<>();
        Map<String, CertificateRow> certificates = new TreeMap<>();
        for (Asset asset : assets) {
            counts.put(asset.hash(), tx.assets().countCopies(asset.hash()));
            tx.certificates().ofAsset(asset.hash()).forEach(row -> certificates.put(row.id(), row));
            for (AssetCopy copy : tx.copies().ofAsset(asset.hash())) {
                ProviderRow provider = byId.get(copy.providerId());
                if (provider == null) {
                    throw new IllegalStateException("a copy on no provider: " + copy);
                }
                copies.put(new SimWorld.Copy(provider.name(), asset.hash()), copy);
            }
        }
        Map<String, ProviderRow> providers = new TreeMap<>();
        byId.values().forEach(row -> providers.put(row.name(), row));
        return new Records(
                assets,
                copies,
                files(tx),
                counts,
                tx.operations().list(OperationFilter.open(ALL), List.of(), tx.now()),
                certificates,
                providers);
    }

    private static Map<String, LibraryFileRow> files(Tx tx) {
        Map<String, LibraryFileRow> files = new TreeMap<>();
        String device = tx.devices().self().orElse("");
        for (LibraryRow library : tx.libraries().all()) {
            tx.files().below(library.id(), device, "", null, ALL).forEach(row -> files.put(row.path(), row));
        }
        return files;
    }

    boolean isProved(SimWorld.Copy key) {
        AssetCopy copy = copies.get(key);
        return copy != null && copy.status() == CopyStatus.VERIFIED;
    }

    /** Places that are in use and have a proved copy. */
    List<String> provedOn(ContentHash hash) {
        List<String> places = new ArrayList<>();
        for (ProviderRow row : providers.values()) {
            if (row.enabled() && isProved(new SimWorld.Copy(row.name(), hash))) {
                places.add(row.name());
            }
        }
        return places;
    }
}
