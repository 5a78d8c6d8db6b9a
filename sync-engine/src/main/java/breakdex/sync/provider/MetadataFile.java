package breakdex.sync.provider;

import java.util.regex.Pattern;

/**
 * A small file of ours below {@code .sync/}, which tells of the library and holds no asset.
 *
 * @param path {@code <folder>/<name>}
 * @param sizeBytes its length; {@link RemoteObject#SIZE_UNKNOWN} where a listing did not say
 */
public record MetadataFile(String path, long sizeBytes) {
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_-]{1,64}/[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}");

    /** In any case: many disks take {@code TMP} and {@code tmp} for one folder. */
    private static final Pattern NOT_FOR_METADATA =
            Pattern.compile("(tmp|quarantine|scratch-[^/]*)/.*", Pattern.CASE_INSENSITIVE);

    /**
     * Whether a text is such a path: one folder and one name, both plain, and not where uploads are under way, damaged
     * files are kept or checks are made. Paths come from listings and from what others wrote, so nothing else about
     * them is believed.
     */
    public static boolean isPath(String path) {
        return PATH.matcher(path).matches() && !NOT_FOR_METADATA.matcher(path).matches();
    }
}
