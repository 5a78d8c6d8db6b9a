package breakdex.sync.asset;

import org.jspecify.annotations.Nullable;

/**
 * What dies together: a disk, a server, an account.
 *
 * @param name equal for two places that may die together; null where nothing could be told, which is treated as the
 *     library's own
 * @param byWord true where a person said so rather than the machine
 */
public record FailureDomain(@Nullable String name, boolean byWord) {
    public static final FailureDomain UNKNOWN = new FailureDomain(null, false);

    /** Before a disk's serial number, or its kernel name where it has none. */
    public static final String DISK = "disk:";

    /** Before the name or the address of a file server. */
    public static final String SERVER = "server:";

    /**
     * Whether a place in this domain may die together with a library. A person's word overrules the machine; a library
     * of which nothing can be told may lie on any disk and any server. {@code AssetManifestDao} asks the database the
     * same.
     */
    public boolean mayDieWith(FailureDomain library) {
        if (name == null) {
            return true;
        }
        if (byWord) {
            return false;
        }
        String own = library.name();
        return own == null ? name.startsWith(DISK) || name.startsWith(SERVER) : own.equals(name);
    }

    /** As all faces show it. */
    public String words() {
        if (name == null) {
            return "unknown (taken for the library's own disk)";
        }
        return byWord ? name + " (by your word)" : name;
    }
}
