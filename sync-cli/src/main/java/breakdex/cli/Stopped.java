package breakdex.cli;

/** The work was interrupted. */
final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param waiting open operations, negative where they could not be counted */
    Stopped(long waiting, Throwable cause) {
        super(sentence(waiting), cause);
    }

    private static String sentence(long waiting) {
        return waiting <= 0
                ? "Stopped. Run the same command again to go on."
                : "Stopped. " + Units.count(waiting, "operation") + (waiting == 1 ? " waits" : " wait")
                        + "; run `breakdex sync` to go on.";
    }
}
