package breakdex.sync.store;

import org.jspecify.annotations.Nullable;

/** The database cannot be used. The message is one sentence for a person, with what to do next. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    public enum Kind {
        /** Not a database, cut short, or inconsistent inside. */
        DAMAGED,
        /** Written by a newer version of the program. */
        NEWER,
        /** Another process holds it longer than we wait. */
        BUSY,
        /** The file or its folder cannot be written, or there is no space. */
        UNWRITABLE,
        /** A server does not answer. */
        UNREACHABLE,
        /** Lies where SQLite's log does not work, such as a network share. */
        UNSUITABLE
    }

    private final Kind kind;

    public StoreException(Kind kind, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
