package breakdex.sync;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.event.Finding;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.provider.ResumePoint;
import breakdex.sync.scan.PartName;
import breakdex.sync.store.Database;
import breakdex.sync.store.OperationType;
import breakdex.sync.store.UploadSessionRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Removes what transfers of this device left half done and no operation will go on with. */
final class Leftovers {
    private Leftovers() {}

    static void remove(RunContext run, ProviderSession session) throws InterruptedException {
        List<UploadSessionRow> stored = run.database().note(tx -> {
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

    /** Staged copies whose upload is no longer open: it was served in another way, or nothing is to be uploaded. */
    static void unstage(RunContext run, Path staging) {
        if (!Files.isDirectory(staging)) {
            return;
        }
        try (Stream<Path> files = Files.list(staging)) {
            for (Path file : files.toList()) {
                if (isForgotten(run, file)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            run.log()
                    .found(Finding.note(
                            "staging-left",
                            staging.toString(),
                            "What was staged in " + staging + " could not be removed (" + e.getMessage() + ")."));
        }
    }

    /** Only what bears the name of a staged copy is ours to remove. */
    private static boolean isForgotten(RunContext run, Path file) {
        String[] parts = String.valueOf(file.getFileName()).split("-", 2);
        return parts.length == 2
                && ContentHash.tryParse(parts[0])
                        .filter(hash -> !run.database()
                                .read(tx -> tx.operations().isOpen(hash, parts[1], OperationType.UPLOAD)))
                        .isPresent();
    }

    /** Parts of files that nobody wants back any more: the wish ended in another way than by that part. */
    static void removeParts(Database database, String machineId, List<Path> parts, RunLog log) {
        if (parts.isEmpty()) {
            return;
        }
        Set<String> wanted = database.read(tx -> tx.files().wanted(machineId)).stream()
                .flatMap(row -> Stream.ofNullable(row.hash()))
                .map(hash -> PartName.of(machineId, hash))
                .collect(Collectors.toSet());
        for (Path part : parts) {
            try {
                if (!wanted.contains(String.valueOf(part.getFileName()))) {
                    Files.deleteIfExists(part);
                }
            } catch (IOException e) {
                log.found(Finding.note(
                        "part-left",
                        part.toString(),
                        "What an interrupted restore left could not be removed (" + e.getMessage() + ")."));
            }
        }
    }
}
