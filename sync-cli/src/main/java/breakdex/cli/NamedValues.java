package breakdex.cli;

import breakdex.sync.SyncException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code NAME=VALUE} as people type it; the value may hold further equals signs. */
final class NamedValues {
    private NamedValues() {}

    /** @throws SyncException of kind USAGE for a part that is missing, or a name that comes twice */
    static Map<String, String> parse(String option, List<String> typed) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String one : typed) {
            int equals = one.indexOf('=');
            if (equals < 1 || equals == one.length() - 1) {
                throw usage("'" + one + "' is no NAME=VALUE; write " + option + " NAME=VALUE.");
            }
            if (values.put(one.substring(0, equals), one.substring(equals + 1)) != null) {
                throw usage("The name '" + one.substring(0, equals) + "' comes twice in " + option
                        + "; give each place a name of its own.");
            }
        }
        return values;
    }

    static SyncException usage(String sentence) {
        return new SyncException(SyncException.Kind.USAGE, sentence);
    }
}
