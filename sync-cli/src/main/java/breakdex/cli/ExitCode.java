package breakdex.cli;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a command ends. The one table: the help of each command repeats its own rows. */
enum ExitCode {
    DONE(0, "all that was asked for is done and proved"),
    UNEXPECTED(1, "a defect of ours"),
    USAGE(2, "the request itself is wrong"),
    INCOMPLETE(3, "something is not as safe as it should be; the output says what"),
    REFUSED(4, "refused, because it would make something less safe or nobody agreed to it"),
    NOTHING_CONFIGURED(5, "there is no provider or no library yet"),
    NOT_REACHABLE(6, "a place, a library or the database cannot be reached"),
    DAMAGED(7, "the database is damaged, or was written by a newer version"),
    BUSY(8, "another process is at work on this home"),
    INTERRUPTED(130, "stopped by Ctrl-C; what is left waits");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    int code() {
        return code;
    }

    /** Code and meaning, ascending, as the help shows them. */
    static Map<String, String> table(Collection<ExitCode> codes) {
        Map<String, String> table = new LinkedHashMap<>();
        codes.stream().sorted().forEach(code -> table.put(" " + code.code, code.meaning));
        return table;
    }

    /** For the help: no full stop, no capital. */
    String meaning() {
        return meaning;
    }
}
