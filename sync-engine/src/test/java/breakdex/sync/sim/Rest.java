package breakdex.sync.sim;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.asset.Asset;
import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.LocalState;
import breakdex.sync.asset.Protection;
import breakdex.sync.asset.RemoteName;
import breakdex.sync.store.LibraryFileRow;
import breakdex.sync.store.SyncOperation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What must hold once all is well, all was looked at and all was synced. */
final class Rest {
    private final SimWorld world;
    private final Promises.Moment now;
    private final Truth sources;
    private final AssetSyncEngine engine;
    private final List<String> broken = new ArrayList<>();

    /** @param sources what was true when the quiet began */
    Rest(SimWorld world, Promises.Moment now, Truth sources, AssetSyncEngine engine) {
        this.world = world;
        this.now = now;
        this.sources = sources;
        this.engine = engine;
    }

    List<String> broken() throws IOException {
        everyAssetStandsAsItShould();
        onePlaceOneObject();
        nothingIsLeftOver();
        filesAreKnown();
        return broken;
    }

    private void check(boolean good, String promise) {
        if (!good) {
            broken.add("at rest, " + promise);
        }
    }

    private void everyAssetStandsAsItShould() {
        for (Asset asset : now.records().assets()) {
            Protection said = engine.why(asset.hash().toString()).protection();
            String label = asset.hash().brief() + " is called " + said;
            if (asset.isDeleted()) {
                check(said == Protection.DELETED, "8: a deleted asset " + label);
            } else if (sources.isAnywhere(asset.hash())) {
                check(said == Protection.PROTECTED, "3: there was a source, and " + label);
            } else {
                check(said == Protection.LOST, "1: the world destroyed every copy, and " + label);
            }
        }
    }

    private void onePlaceOneObject() {
        for (String place : world.placeNames()) {
            Set<ContentHash> seen = new TreeSet<>();
            for (String object : world.place(place).objectNames()) {
                RemoteName.parse(object)
                        .ifPresent(it -> check(seen.add(it.hash()), "3: two objects of one asset on " + place));
            }
        }
    }

    private void nothingIsLeftOver() throws IOException {
        for (String place : world.placeNames()) {
            // What checks of a process that died left in their scratch place is the adapter's to sweep.
            world.place(place).everything().stream()
                    .filter(it -> it.startsWith("tmp/") && !it.contains("-scratch-"))
                    .forEach(it -> check(false, "3: left over on " + place + ": " + it));
        }
        now.truth().files().keySet().stream()
                .filter(Promises::isOurs)
                .forEach(it -> check(false, "3: left over in the library: " + it));
        SimWorld.files(world.home.resolve("staging"))
                .keySet()
                .forEach(it -> check(false, "3: left over in staging: " + it));
        for (SyncOperation operation : now.records().open()) {
            check(operation.isPermanentlyFailed(), "3: still open: " + operation);
        }
    }

    private void filesAreKnown() {
        now.truth().files().forEach((path, hash) -> {
            LibraryFileRow row = now.records().files().get(path);
            check(
                    Promises.isOurs(path)
                            || (row != null && row.state() == LocalState.PRESENT && hash.equals(row.hash())),
                    "1: " + path + " is not known as what it is: " + row);
        });
    }

    /** Names of live contents that are somewhere, and did not come back. */
    static List<String> notBack(SimWorld world, Promises.Moment now) {
        List<String> broken = new ArrayList<>();
        for (LibraryFileRow row : now.records().files().values()) {
            ContentHash hash = row.hash();
            if (hash != null
                    && row.deletedAt() == null
                    && isLive(now, hash)
                    && now.truth().isAnywhere(hash)) {
                boolean back = hash.equals(now.truth().files().get(row.path()));
                if (!back) {
                    broken.add("at rest, 1: " + row.path() + " did not come back, and its bytes are there");
                }
            }
        }
        return broken;
    }

    private static boolean isLive(Promises.Moment now, ContentHash hash) {
        return now.records().assets().stream().anyMatch(asset -> asset.hash().equals(hash) && !asset.isDeleted());
    }
}
