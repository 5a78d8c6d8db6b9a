package breakdex.sync.asset;

/** State of a file on this device; never merged with another's. The database holds the lower-case name. */
public enum LocalState {
    PRESENT("present"),
    /** We removed it, and a certificate says on what grounds. */
    FREED("freed"),
    /** It vanished without us. Never read as a wish to delete. */
    MISSING("missing here");

    private final String words;

    LocalState(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
