package breakdex.sync;

import breakdex.sync.provider.ProviderException;
import breakdex.sync.provider.ResumePoint;
import breakdex.sync.store.OperationType;
import breakdex.sync.store.UploadSessionRow;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Removes parts of uploads of this device that no operation will go on with. */
final class Leftovers {
    private Leftovers() {}

    static void remove(RunContext run, ProviderSession session) throws InterruptedException {
        List<UploadSessionRow> stored = run.database().write(tx -> {
            List<UploadSessionRow> rows = tx.uploadSessions().onProvider(session.id());
            List<UploadSessionRow> dead = rows.stream()
                    .filter(row -> !tx.operations().isOpen(row.hash(), session.id(), OperationType.UPLOAD))
                    .toList();
            tx.uploadSessions().remove(dead.stream().map(UploadSessionRow::hash).toList(), session.id());
            return rows.stream().filter(row -> !dead.contains(row)).toList();
        });
        Set<ResumePoint> wanted =
                stored.stream().map(row -> new ResumePoint(row.resumeToken())).collect(Collectors.toSet());
        try {
            session.provider().removeLeftovers(wanted);
        } catch (ProviderException e) {
            OperationFailures.pause(run, session, e);
        }
    }
}
