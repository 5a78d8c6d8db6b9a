package breakdex.sync.provider;

import java.util.regex.Pattern;

/**
 * A small file of ours below {@code .sync/}, which tells of the library and holds no asset.
 *
 * @param path {@code <folder>/<name>}
 * @param sizeBytes its length; {@link RemoteObject#SIZE_UNKNOWN} where a listing did not say
 */
public record MetadataFile(String path, long sizeBytes) {
    private static final Pattern PATH =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}/[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final Pattern OURS = Pattern.compile("(tmp|quarantine)/.*");

    /** Whether a text is such a path: one folder and one name, both plain, and not where parts or damaged files lie. */
    public static boolean isPath(String path) {
        return PATH.matcher(path).matches() && !OURS.matcher(path).matches();
    }
}
