package breakdex.sync;

/** How a run ended, from best to worst. */
public enum Outcome {
    /** All that was asked for is done and proved. */
    DONE,
    /** Something is not as safe as it should be; the findings say what. */
    INCOMPLETE,
    /** A place or library could not be reached. */
    NOT_REACHABLE;

    public Outcome worse(Outcome other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
