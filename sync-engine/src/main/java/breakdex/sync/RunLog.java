package breakdex.sync;

import breakdex.sync.event.Finding;
import breakdex.sync.event.SyncEvent;
import breakdex.sync.event.SyncListener;
import breakdex.sync.store.StatusDao.Amount;
import breakdex.sync.store.SyncOperation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one run did and found, gathered from many threads; hands each event on to the listener, one at a time. Its size
 * does not grow with the library: of each kind of finding the first hundred are kept, the rest counted.
 */
final class RunLog {
    static final int KEPT_OF_A_KIND = 100;

    final AtomicLong copiesMade = new AtomicLong();
    final AtomicLong bytesMoved = new AtomicLong();
    final AtomicLong transfersResumed = new AtomicLong();
    final AtomicLong bytesResumed = new AtomicLong();
    final AtomicLong copiesProved = new AtomicLong();
    final AtomicLong bytesRead = new AtomicLong();
    final AtomicLong filesRestored = new AtomicLong();
    final AtomicLong bytesRestored = new AtomicLong();
    final AtomicLong filesChecked = new AtomicLong();
    final AtomicLong fileBytesChecked = new AtomicLong();
    final AtomicLong filesSetAside = new AtomicLong();
    private Amount copiesLeft = Amount.NONE;
    private Amount filesLeft = Amount.NONE;

    private final SyncListener listener;
    private final Set<Finding> findings = new LinkedHashSet<>();
    private final Map<String, Integer> perKind = new HashMap<>();
    private boolean unreachable;

    RunLog(SyncListener listener) {
        this.listener = listener;
    }

    synchronized void event(SyncEvent event) {
        listener.on(event);
    }

    synchronized void found(Finding finding) {
        if (findings.contains(finding)) {
            return;
        }
        if (perKind.merge(finding.kind(), 1, Integer::sum) <= KEPT_OF_A_KIND) {
            findings.add(finding);
        }
        event(new SyncEvent.Found(finding));
    }

    /** Notes that an operation was another's when we wanted to record what came of it. */
    void leaseLost(SyncOperation operation) {
        found(Finding.note(
                "lease-lost",
                operation.id(),
                "Nothing was recorded of operation " + operation.id() + " ("
                        + operation.type().text() + " of "
                        + operation.hash().brief() + "): this worker was silent for too long, or a person cancelled it,"
                        + " and it is another's now."));
    }

    /** Notes what the budget leaves over as it stands now; what was left before may be done since. */
    synchronized void copiesLeft(Amount left) {
        copiesLeft = left;
    }

    synchronized void filesLeft(Amount left) {
        filesLeft = left;
    }

    synchronized Checked checked() {
        Amount files = new Amount(filesChecked.get(), fileBytesChecked.get());
        return new Checked(copiesLeft, files, filesLeft, filesSetAside.get());
    }

    /** Notes that some place or library did not answer. */
    synchronized void unreachable() {
        unreachable = true;
    }

    /** The gravest first; kinds of which more were found than kept end with a finding that says how many. */
    synchronized List<Finding> findings() {
        List<Finding> all = new ArrayList<>(findings);
        perKind.forEach((kind, count) -> {
            if (count > KEPT_OF_A_KIND) {
                all.add(Finding.warning(
                        kind, kind, (count - KEPT_OF_A_KIND) + " more findings of this kind are not listed.", ""));
            }
        });
        all.sort(Comparator.comparing(Finding::severity).reversed());
        return all;
    }

    synchronized Outcome outcome() {
        return outcome(findings.stream().anyMatch(finding -> finding.isIncomplete() && !finding.mendedBySync()));
    }

    /** Of a run that looks at copies and mends none. */
    synchronized Outcome outcomeWithoutMending() {
        return outcome(findings.stream().anyMatch(Finding::isIncomplete));
    }

    private Outcome outcome(boolean incomplete) {
        Outcome outcome = incomplete ? Outcome.INCOMPLETE : Outcome.DONE;
        return unreachable ? outcome.worse(Outcome.NOT_REACHABLE) : outcome;
    }
}
