package breakdex.sync;

import org.jspecify.annotations.Nullable;

/** A request cannot be carried out as it was put. The message is one sentence, or two, for a person. */
public final class SyncException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why not. Each has an exit code of its own in the command. */
    public enum Kind {
        /** The request itself is wrong: a folder that is none, a name that is taken. */
        USAGE,
        /** It would make something less safe. */
        REFUSED,
        /** There is nothing to work with: no provider, no library. */
        NOTHING_CONFIGURED,
        /** A place or a library does not answer. */
        NOT_REACHABLE,
        /** Another process is at work on this home. */
        BUSY
    }

    private final Kind kind;

    public SyncException(Kind kind, String sentence) {
        this(kind, sentence, null);
    }

    public SyncException(Kind kind, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
