package breakdex.sync.provider;

/**
 * What kind of failure it was. Decided once, by the adapter that saw the answer; everybody else switches over it,
 * without {@code default}.
 */
public enum Fault {
    /** No answer from the far side. Pauses the provider, costs the operation nothing. */
    UNREACHABLE("cannot be reached", false),
    /** The far side asks for patience. Pauses the provider, costs the operation nothing. */
    THROTTLED("asks us to wait", false),
    /** The place is not the one that was connected. Nothing that it lists or denies is believed. */
    AWAY("is not the place that it was", false),
    /** Credentials are missing, expired or refused. Stops the provider until a person mends it. */
    AUTH("refuses our credentials", false),
    /** No space left there. Stops the provider until there is some. */
    QUOTA("has no space left", false),
    /** This object will never be taken: too large, a type that is not accepted. Permanent at once. */
    REFUSED("does not take this file", true),
    /** Bytes are not what they should be, at the source or at the far side. */
    DAMAGED("holds other bytes than it should", true),
    /**
     * What bears the object's name is no file that we may read: a folder, a link, a file that is closed to us. Concerns
     * this copy alone, and a person must see to it.
     */
    UNREADABLE("cannot read this copy", true),
    /** The object is not there. */
    ABSENT("does not have it", true),
    /** A person cancelled the operation. */
    CANCELLED("was cancelled", true),
    /** Anything else; counts against the retries. */
    UNEXPECTED("gave an unexpected answer", true);

    private final String words;
    private final boolean costsRetry;

    Fault(String words, boolean costsRetry) {
        this.words = words;
        this.costsRetry = costsRetry;
    }

    /** Follows the provider's name in a sentence. */
    public String words() {
        return words;
    }

    /** False where the fault lies with the provider as a whole and no operation can help it. */
    public boolean costsRetry() {
        return costsRetry;
    }
}
