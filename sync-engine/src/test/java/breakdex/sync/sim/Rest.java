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
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What must hold once all is well, all was looked at and all was synced. */
final class Rest {
    private final SimDevice device;
    private final SimWorld world;
    private final Promises.Moment now;
    private final List<Truth> sources;
    private final AssetSyncEngine engine;
    private final List<String> broken = new ArrayList<>();

    /** @param sources what was true on each device when the quiet began */
    Rest(SimDevice device, SimWorld world, List<Truth> sources) throws IOException {
        this.device = device;
        this.world = world;
        this.now = device.moment();
        this.sources = sources;
        this.engine = device.machine.engine();
    }

    /** What holds of this device alone. */
    List<String> broken() throws IOException {
        everyAssetStandsAsItShould();
        onePlaceOneObject();
        nothingIsLeftOver();
        filesAreKnown();
        return broken;
    }

    /** Promise 5: all of them know the same. */
    static List<String> differences(List<SimDevice> devices) throws IOException {
        List<String> broken = new ArrayList<>();
        SimDevice first = devices.get(0);
        for (SimDevice other : devices.subList(1, devices.size())) {
            differ(records(first), records(other), broken, "5: records differ on " + first.name + " and " + other.name);
            differ(
                    list(assets(first)),
                    list(assets(other)),
                    broken,
                    "5: contents differ on " + first.name + " and " + other.name);
            Map<String, String> here = names(first);
            Map<String, String> there = names(other);
            keepCommon(here, there);
            differ(list(here), list(there), broken, "5: names differ on " + first.name + " and " + other.name);
            differ(export(first), export(other), broken, "5: exports differ on " + first.name + " and " + other.name);
        }
        return broken;
    }

    private static List<String> list(Map<String, String> map) {
        return map.entrySet().stream().map(Object::toString).toList();
    }

    private static void differ(List<String> one, List<String> other, List<String> broken, String what) {
        if (!one.equals(other)) {
            List<String> here = new ArrayList<>(one);
            here.removeAll(other);
            List<String> there = new ArrayList<>(other);
            there.removeAll(one);
            broken.add("at rest, " + what + ": only here " + here + "; only there " + there);
        }
    }

    private static List<String> records(SimDevice device) {
        List<String> all = new ArrayList<>();
        device.machine.monitor().read(tx -> {
            tx.records().each(row -> all.add(row.toString()));
            return all;
        });
        return all;
    }

    /** What each content is, by its hash; but what nobody kept, which is forgotten where that was seen. */
    private static Map<String, String> assets(SimDevice device) {
        return device.machine.monitor().read(tx -> {
            Map<String, String> all = new TreeMap<>();
            List<ContentHash> neverKept = tx.assets().neverKept();
            for (Asset asset : tx.assets().withPrefix("", Integer.MAX_VALUE)) {
                if (!neverKept.contains(asset.hash())) {
                    all.put(
                            asset.hash().brief(),
                            (asset.isDeleted() ? "deleted" : "live") + " in " + asset.copyCount() + " as "
                                    + asset.remoteName());
                }
            }
            return all;
        });
    }

    /** What each name of each library means. */
    private static Map<String, String> names(SimDevice device) {
        return device.machine.monitor().read(tx -> {
            Map<String, String> all = new TreeMap<>();
            for (Asset asset : tx.assets().withPrefix("", Integer.MAX_VALUE)) {
                for (LibraryFileRow row : tx.files().ofAsset(asset.hash())) {
                    all.put(row.libraryId() + "/" + row.path(), row.hash() + " " + row.deletedAt());
                }
            }
            return all;
        });
    }

    /** Where a file was renamed, its old name is forgotten; elsewhere it stays as that of a file that is missing. */
    private static void keepCommon(Map<String, String> one, Map<String, String> other) {
        one.keySet().retainAll(other.keySet());
        other.keySet().retainAll(one.keySet());
    }

    private static List<String> export(SimDevice device) throws IOException {
        StringWriter text = new StringWriter();
        device.machine.engine().metadata().write(text);
        return text.toString().lines().toList();
    }

    private void check(boolean good, String promise) {
        if (!good) {
            broken.add("at rest, " + promise + ", on " + device.name);
        }
    }

    private void everyAssetStandsAsItShould() {
        for (Asset asset : now.records().assets()) {
            Protection said = engine.why(asset.hash().toString()).protection();
            String label = asset.hash().brief() + " is called " + said;
            if (asset.isDeleted()) {
                check(said == Protection.DELETED, "8: a deleted asset " + label);
            } else if (sources.stream().anyMatch(source -> source.isAnywhere(asset.hash()))) {
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
        List<String> open = now.records().open().stream()
                .map(operation -> operation.hash().toString())
                .toList();
        for (String place : world.placeNames()) {
            // What failed for good goes on from there when a person says so; what others left is not ours to sweep.
            world.place(place).everything().stream()
                    .filter(it -> it.startsWith("tmp/" + now.records().self() + "/"))
                    .filter(it -> open.stream().noneMatch(it::endsWith))
                    .forEach(it -> check(false, "3: left over on " + place + ": " + it));
        }
        now.truth().files().keySet().stream()
                .filter(Promises::isOurs)
                .forEach(it -> check(false, "3: left over in the library: " + it));
        SimFiles.files(device.files.home.resolve("staging"))
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
    static List<String> notBack(Promises.Moment now) {
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
