package breakdex.sync.provider.folder;

import breakdex.sync.asset.RemoteName;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where everything lies in a place. Ours is {@code .sync} and nothing else.
 *
 * @param path the folder that a person named
 */
record FolderLayout(Path path) {
    private static final String PART = ".part";
    private static final String SCRATCH = "scratch-";
    private static final String METADATA = "metadata-";

    /** Holds the objects themselves. */
    Path root() {
        return path.resolve("Breakdex");
    }

    Path sync() {
        return root().resolve(".sync");
    }

    Path marker() {
        return sync().resolve("place.json");
    }

    Path tmp() {
        return sync().resolve("tmp");
    }

    /** The app's, beside the objects. */
    Path manifest() {
        return root().resolve("manifest.json");
    }

    Path quarantine() {
        return sync().resolve("quarantine");
    }

    Path scratch(String deviceId, String random) {
        return tmp().resolve(SCRATCH + deviceId + "-" + random);
    }

    /** Matches exactly one device's scratch places. */
    static Pattern scratchesOf(String deviceId) {
        return Pattern.compile(Pattern.quote(SCRATCH + deviceId) + "-[0-9a-f]{16}");
    }

    /** A small file before it has its name. Never the same twice: what has its name is not written to any more. */
    Path metadataPart(String deviceId, String random) {
        return tmp().resolve(METADATA + deviceId + "-" + random);
    }

    /** Matches exactly one device's small files that have no name yet. */
    static Pattern metadataPartsOf(String deviceId) {
        return Pattern.compile(Pattern.quote(METADATA + deviceId) + "-[0-9a-f]{16}");
    }

    /** One name for one asset of one device, so that a later process finds what an earlier one left. */
    static String partName(String deviceId, RemoteName name) {
        return deviceId + "-" + name.hash().digest() + PART;
    }

    /** Matches one device's parts: a device {@code a} must not take those of a device {@code a-b} for its own. */
    static Pattern partsOf(String deviceId) {
        return Pattern.compile(Pattern.quote(deviceId) + "-[0-9a-f]{64,}" + Pattern.quote(PART));
    }

    /** The file of an object, where {@code objectPath} is a plain name of that very asset; never one outside. */
    Optional<Path> object(RemoteName name, String objectPath) {
        boolean plain = objectPath.indexOf('/') < 0 && objectPath.indexOf('\\') < 0;
        return RemoteName.parse(objectPath)
                .filter(found -> plain && found.hash().equals(name.hash()))
                .map(found -> root().resolve(objectPath));
    }
}
