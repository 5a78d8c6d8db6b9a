package breakdex.sync.event;

/**
 * Something that a person should know, with what mends it.
 *
 * @param severity how much it matters
 * @param kind a stable word for programs, such as {@code place-away}
 * @param subject what it is about: a path, a provider's name, a content hash
 * @param sentence what happened, one sentence with a full stop
 * @param remedy what to do next, one sentence with a full stop; empty where nothing is to be done
 * @param mendedBySync whether a run that copies mends it by itself; how safe the clip is afterwards tells whether it
 *     did
 */
public record Finding(
        Severity severity, String kind, String subject, String sentence, String remedy, boolean mendedBySync) {
    /** Of what no run mends by itself. */
    public Finding(Severity severity, String kind, String subject, String sentence, String remedy) {
        this(severity, kind, subject, sentence, remedy, false);
    }

    public enum Severity {
        /** Worth knowing; nothing is missing. */
        NOTE,
        /** Something is not as safe as it should be: the run is incomplete. */
        WARNING,
        /** A copy, a file or a database is damaged or gone. */
        ERROR
    }

    public static Finding note(String kind, String subject, String sentence) {
        return new Finding(Severity.NOTE, kind, subject, sentence, "");
    }

    public static Finding warning(String kind, String subject, String sentence, String remedy) {
        return new Finding(Severity.WARNING, kind, subject, sentence, remedy);
    }

    public static Finding error(String kind, String subject, String sentence, String remedy) {
        return new Finding(Severity.ERROR, kind, subject, sentence, remedy);
    }

    /** An error that a run that copies mends by itself. */
    public static Finding mended(String kind, String subject, String sentence, String remedy) {
        return new Finding(Severity.ERROR, kind, subject, sentence, remedy, true);
    }

    /** Whether a run that made this finding did less than it was asked to. */
    public boolean isIncomplete() {
        return severity != Severity.NOTE;
    }

    /** Sentence and remedy, as one text. */
    public String text() {
        return remedy.isEmpty() ? sentence : sentence + " " + remedy;
    }
}
