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

    /** As all faces show it. */
    public String words() {
        if (name == null) {
            return "unknown (taken for the library's own disk)";
        }
        return byWord ? name + " (by your word)" : name;
    }
}
