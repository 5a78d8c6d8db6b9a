package breakdex.sync;

import breakdex.sync.SyncState.QueueState;
import breakdex.sync.asset.Protection;
import breakdex.sync.event.Finding;
import breakdex.sync.store.StatusDao.Amount;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What of the {@link SyncState} decides how a run ends: all of it would have every run read each copy's row for
 * figures that nobody asked for.
 *
 * @param broken rows of the queue that break its rules
 */
record Standing(
        Map<Protection, Amount> protection, QueueState queue, List<String> deletedButPresent, List<Finding> broken) {
    /** Assets that are not as safe as they should be, as findings. */
    List<Finding> shortcomings() {
        Stream<Finding> unsafe = protection.entrySet().stream()
                .filter(entry -> entry.getValue().assets() > 0)
                .filter(entry -> isShortcoming(entry.getKey()))
                .map(entry -> Finding.warning(
                        "assets-" + entry.getKey().words().replace(' ', '-'),
                        entry.getKey().words(),
                        entry.getValue().assets() + (entry.getValue().assets() == 1 ? " clip is " : " clips are ")
                                + entry.getKey().words() + ": " + entry.getKey().meaning() + ".",
                        ""));
        Stream<Finding> deleted = deletedButPresent.stream()
                .map(path -> Finding.warning(
                        "deleted-but-present",
                        path,
                        path + " lies here though you deleted it, so it is not kept safe.",
                        "To keep it, run breakdex undelete with its path."));
        return Stream.of(unsafe, deleted, broken.stream(), gaveUp())
                .flatMap(each -> each)
                .toList();
    }

    /** A note: whether their clips are safe without them is said by other findings. */
    private Stream<Finding> gaveUp() {
        long operations = queue.permanentlyFailed().assets();
        return operations == 0
                ? Stream.empty()
                : Stream.of(Finding.note(
                        "operations-given-up",
                        "",
                        operations + (operations == 1 ? " operation" : " operations")
                                + " failed for good; breakdex ops list says why, breakdex ops retry puts them back."));
    }

    private static boolean isShortcoming(Protection protection) {
        return switch (protection) {
            case PROTECTED, DELETED -> false;
            case PROOF_DUE, AT_RISK, NOT_BACKED_UP, LOST -> true;
        };
    }
}
