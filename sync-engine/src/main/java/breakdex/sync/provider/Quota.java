package breakdex.sync.provider;

/**
 * Space at a provider, in bytes; −1 where it does not say.
 *
 * @param totalBytes of the place or account
 * @param freeBytes still free for us
 */
public record Quota(long totalBytes, long freeBytes) {
    public static final long UNKNOWN = -1;
}
