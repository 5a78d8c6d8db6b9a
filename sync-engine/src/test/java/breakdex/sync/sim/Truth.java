package breakdex.sync.sim;

import breakdex.sync.asset.ContentHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What really lay where between two steps.
 *
 * @param files of one device's library, wherever it lay, by relative path, with what we put aside
 * @param intact by the place's id, contents of which it held every byte
 */
record Truth(SortedMap<String, ContentHash> files, Map<String, Set<ContentHash>> intact) {
    static Truth of(SimWorld world, SimFiles library) throws IOException {
        SortedMap<String, ContentHash> files = new TreeMap<>();
        for (Map.Entry<String, Path> file : SimFiles.files(library.library()).entrySet()) {
            files.put(file.getKey(), SimFiles.hash(Files.readAllBytes(file.getValue())));
        }
        return new Truth(files, world.intact());
    }

    boolean isIntact(SimWorld.Copy copy) {
        return intact.getOrDefault(copy.place(), Set.of()).contains(copy.hash());
    }

    boolean isAnywhere(ContentHash hash) {
        return files.containsValue(hash) || intact.values().stream().anyMatch(held -> held.contains(hash));
    }
}
