package breakdex.sync.asset;

import java.util.Locale;
import java.util.Optional;

/**
 * The name of an asset's object in a cloud: {@code <digest>.<extension>}.
 *
 * <p>The extension helps a person who looks into the folder; it is no part of the identity. Whoever looks for an asset
 * takes any name with its digest.
 *
 * @param hash of the content
 * @param extension {@code [a-z0-9]{1,8}}
 */
public record RemoteName(ContentHash hash, String extension) {
    /** What an object is called whose asset never had a usable extension. */
    public static final String NO_EXTENSION = "bin";

    private static final int LONGEST_EXTENSION = 8;

    public RemoteName {
        if (!isExtension(extension)) {
            throw new IllegalArgumentException("not an extension: " + extension);
        }
    }

    /** The extension of a file's name, lower-case, where it is one that an object may carry, else {@code bin}. */
    public static String extensionOf(String fileName) {
        int dot = fileName.lastIndexOf('.');
        String extension = dot < 1 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
        return isExtension(extension) ? extension : NO_EXTENSION;
    }

    /** By hand, because a listing asks it for every object. */
    private static boolean isExtension(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'z')) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= LONGEST_EXTENSION;
    }

    /** Reads {@code <digest>} or {@code <digest>.<anything>}; empty where the name is not that of an asset. */
    public static Optional<RemoteName> parse(String objectName) {
        int dot = objectName.indexOf('.');
        String digest = dot < 0 ? objectName : objectName.substring(0, dot);
        return ContentHash.tryParse(digest)
                .filter(hash -> hash.digest().equals(digest))
                .map(hash -> new RemoteName(hash, extensionOf(objectName)));
    }

    @Override
    public String toString() {
        return hash.digest() + "." + extension;
    }
}
