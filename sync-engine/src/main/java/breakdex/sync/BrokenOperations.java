package breakdex.sync;

import breakdex.sync.event.Finding;
import breakdex.sync.store.BrokenOperation;
import breakdex.sync.store.Database;
import breakdex.sync.store.Tx;
import java.util.Comparator;
import java.util.List;

/** Rows of the queue that break its rules, as findings: nobody takes them up, and no run mends them. */
final class BrokenOperations {
    static final String KIND = "operation-broken";

    /** More would not be read by anybody; what is left shows when these are gone. */
    private static final int MOST = 1_000;

    private BrokenOperations() {}

    /** All of them, by id; at most {@value #MOST}. Looks at every open operation. */
    static List<Finding> all(Tx tx) {
        return tx.operations().broken(null, MOST).stream()
                .sorted(Comparator.comparing(BrokenOperation::id))
                .map(BrokenOperations::finding)
                .toList();
    }

    /** The one with this id; empty where it keeps to the rules, is completed, or is not there. */
    static List<Finding> of(Tx tx, String id) {
        return tx.operations().broken(id, 1).stream()
                .map(BrokenOperations::finding)
                .toList();
    }

    /** Tells a run of them. */
    static void report(Database database, RunLog log) {
        database.read(BrokenOperations::all).forEach(log::found);
    }

    private static Finding finding(BrokenOperation broken) {
        return Finding.error(
                KIND,
                broken.id(),
                "Operation " + broken.id() + " breaks the rules of the queue, so nobody takes it up: "
                        + String.join("; ", broken.breaches()) + ".",
                "Take it out with breakdex ops cancel " + broken.id()
                        + ", then run breakdex sync, which queues again what is still to be done.");
    }
}
