package breakdex.sync.provider.folder;

import breakdex.sync.asset.RemoteName;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

    /** One name for one asset of one device, so that a later process finds what an earlier one left. */
    static String partName(String deviceId, RemoteName name) {
        return deviceId + "-" + name.hash().digest() + PART;
    }

    /** Likewise for a file of metadata, by its bytes. */
    static String partName(String deviceId, byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return deviceId + "-" + HexFormat.of().formatHex(digest) + PART;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java must have.", e);
        }
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
