package breakdex.sync.transfer;

/** The local file is not what it was when it was hashed. No fault of any provider: the next scan looks at it anew. */
public final class SourceChangedException extends Exception {
    private static final long serialVersionUID = 1L;

    public SourceChangedException(ContentSource source) {
        super(source.file() + " changed while it was being sent");
    }
}
