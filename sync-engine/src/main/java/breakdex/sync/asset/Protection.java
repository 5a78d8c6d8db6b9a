package breakdex.sync.asset;

/** How safe one asset is: the words that every face uses. */
public enum Protection {
    PROTECTED("protected", "proved copies in two failure domains or more"),
    PROOF_DUE("proof due", "copies in two failure domains, but a proof is too old"),
    AT_RISK("at risk", "a counted copy in one failure domain only"),
    NOT_BACKED_UP("not backed up", "no counted copy; the bytes lie on this machine"),
    LOST("lost", "no counted copy and no local file"),
    DELETED("deleted", "you deleted it; it is not kept safe any more");

    private final String words;
    private final String meaning;

    Protection(String words, String meaning) {
        this.words = words;
        this.meaning = meaning;
    }

    public String words() {
        return words;
    }

    /** One half-sentence that explains the word. */
    public String meaning() {
        return meaning;
    }

    /**
     * @param deleted whether the asset has a tombstone
     * @param copyCount failure domains with a counted copy
     * @param freshDomains those of them with a proof that is fresh
     * @param localFile whether some file with these bytes is present on this machine
     */
    public static Protection of(boolean deleted, int copyCount, int freshDomains, boolean localFile) {
        if (deleted) {
            return DELETED;
        }
        if (copyCount >= 2) {
            return freshDomains >= 2 ? PROTECTED : PROOF_DUE;
        }
        if (copyCount == 1) {
            return AT_RISK;
        }
        return localFile ? NOT_BACKED_UP : LOST;
    }
}
