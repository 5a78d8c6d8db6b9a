package breakdex.sync.asset;

/** What a proof rests on, strongest first. */
public enum EvidenceGrade {
    /** Every byte was read from the medium itself, past any cache, and hashed. */
    READ_BACK_DIRECT("read back from the medium"),
    /** Every byte was read back and hashed, but this machine's page cache may have answered. */
    READ_BACK_CACHED("read back (cached)"),
    /** The server names the SHA-256 that it computed. */
    SERVER_SHA256("the server's SHA-256"),
    /** The server names another digest that it computed and that we computed too. */
    SERVER_DIGEST("the server's digest"),
    /** The vendor's own client says that the server has it. Counts only where a person allowed it. */
    UPLOADED_FLAG("the vendor's word"),
    /** Only the size is known. Never counts. */
    SIZE_ONLY("size only");

    private final String words;

    EvidenceGrade(String words) {
        this.words = words;
    }

    /** How a person is told. */
    public String words() {
        return words;
    }

    public boolean atLeast(EvidenceGrade other) {
        return compareTo(other) <= 0;
    }
}
