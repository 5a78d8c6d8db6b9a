package breakdex.sync.manifest;

import org.jspecify.annotations.Nullable;

/** A segment, or a manifest, that cannot be taken: it is set aside whole, and nothing of it is applied. */
public final class BadSegmentException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean newer;

    private BadSegmentException(String reason, boolean newer, @Nullable Throwable cause) {
        super(reason, cause);
        this.newer = newer;
    }

    /** @param reason part of a sentence, such as "it ends too early" */
    static BadSegmentException damaged(String reason, @Nullable Throwable cause) {
        return new BadSegmentException(reason, false, cause);
    }

    static BadSegmentException damaged(String reason) {
        return damaged(reason, null);
    }

    /** One of a format that only newer programs know. */
    static BadSegmentException newer(String version, int known) {
        return new BadSegmentException(
                "it has version " + version + " of the manifest, and this program reads version " + known
                        + ": update Breakdex Sync on this machine",
                true,
                null);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }

    /** Whether nothing is wrong with it but that this program is too old. */
    public boolean isNewer() {
        return newer;
    }
}
