package breakdex.sync.sim;

import breakdex.sync.asset.Asset;
import breakdex.sync.asset.ContentHash;
import breakdex.sync.provider.memory.MemoryPlace;
import breakdex.sync.store.Database;
import breakdex.sync.store.ManifestTable;
import breakdex.sync.store.ProviderRow;
import breakdex.sync.store.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Looks on while devices work, at each step: what holds only between two steps of one device would hide there. */
final class Watch {
    /** Of the changes of a database, one in so many is followed by a look at the whole of it. */
    private static final int SELDOM = 8;

    private static final int ALL = 100_000;

    private final SimWorld world;
    private final Random random;
    private final List<String> broken = new ArrayList<>();
    private Map<String, Set<ContentHash>> held = new TreeMap<>();

    Watch(SimWorld world, Random random) {
        this.world = world;
        this.random = random;
    }

    /** Work begins: what places hold now is what they had when it began. */
    void begin() {
        held = world.intact();
    }

    /** A device changed something on a place. Promise 1. */
    void placeChanged(String device, String call) {
        Map<String, Set<ContentHash>> now = world.intact();
        held.forEach((place, hashes) -> hashes.stream()
                .map(hash -> new SimWorld.Copy(place, hash))
                .filter(copy -> !now.getOrDefault(place, Set.of()).contains(copy.hash()))
                .filter(copy -> !world.touched.containsKey(copy))
                .forEach(copy -> broken.add("1: an intact copy went away with " + call + " of " + device
                        + ", and the world did not touch it: " + copy)));
        held = now;
    }

    /** A device changed its database. Promises 7 and 9. */
    void databaseChanged(String device, Database database) {
        if (random.nextInt(SELDOM) > 0) {
            return;
        }
        List<String> wrong = database.read(Watch::wrong);
        wrong.forEach(it -> broken.add(it + ", on " + device));
    }

    private static List<String> wrong(Tx tx) {
        List<String> wrong = new ArrayList<>();
        for (Asset asset : tx.assets().withPrefix("", ALL)) {
            int fresh = tx.assets().countCopies(asset.hash());
            if (asset.copyCount() != fresh) {
                wrong.add("9: copy_count of " + asset.hash().brief() + " is " + asset.copyCount()
                        + ", and a fresh count gives " + fresh);
            }
        }
        return wrong;
    }

    /** Bytes of an asset begin to move. Promise 4. */
    void uploadBegins(SimDevice device, MemoryPlace place, ContentHash hash, boolean syncing) {
        List<String> wrong = device.machine.monitor().read(tx -> notTold(tx, place, hash, syncing));
        wrong.forEach(it -> broken.add(
                "4: bytes of " + hash.brief() + " move from " + device.name + " to " + place.id() + ", and " + it));
    }

    private static List<String> notTold(Tx tx, MemoryPlace place, ContentHash hash, boolean syncing) {
        List<String> wrong = new ArrayList<>();
        if (tx.records()
                .find(ManifestTable.ASSET.kind(), List.of(hash.toString()))
                .isEmpty()) {
            wrong.add("no segment tells of it");
        }
        for (ProviderRow row : tx.providers().enabled()) {
            boolean isIt =
                    SimWorld.placeOfKey(String.valueOf(row.providerKey())).equals(place.id());
            if (isIt && syncing && !tx.segments().notOn(row.id()).isEmpty()) {
                wrong.add("that place lacks a segment");
            }
        }
        return wrong;
    }

    /** Somebody else saw it. */
    void broke(String promise) {
        broken.add(promise);
    }

    boolean isBroken() {
        return !broken.isEmpty();
    }

    /** What did not hold since this was last asked. */
    List<String> broken() {
        List<String> found = List.copyOf(broken);
        broken.clear();
        return found;
    }
}
