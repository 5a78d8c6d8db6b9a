package breakdex.sync;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.LocalState;
import breakdex.sync.event.Finding;
import breakdex.sync.safety.DamagedFile;
import breakdex.sync.safety.Quarantine;
import breakdex.sync.safety.QuarantineResult;
import breakdex.sync.scan.LibraryMount;
import breakdex.sync.scan.RelativePath;
import breakdex.sync.store.LibraryFileRow;
import breakdex.sync.store.LibraryRow;
import breakdex.sync.verify.LocalProof;
import breakdex.sync.verify.LocalVerifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Mends local files that rotted: has them moved aside, and fetched again from a copy that was looked at. Used by one
 * thread.
 */
final class LocalDamage {
    private final Parts parts;
    private final LocalVerifier verifier;
    private final Quarantine quarantine;
    private final Restoring restoring;
    private final List<LibraryFileRow> wanted = new ArrayList<>();

    LocalDamage(Parts parts, LocalVerifier verifier, Quarantine quarantine, Restoring restoring) {
        this.parts = parts;
        this.verifier = verifier;
        this.quarantine = quarantine;
        this.restoring = restoring;
    }

    void mend(List<DamagedFile> damaged, RunContext run) throws InterruptedException {
        Map<ContentHash, List<DamagedFile>> byContent = new LinkedHashMap<>();
        damaged.forEach(file -> byContent
                .computeIfAbsent(Objects.requireNonNull(file.row().hash()), hash -> new ArrayList<>())
                .add(file));
        for (Map.Entry<ContentHash, List<DamagedFile>> content : byContent.entrySet()) {
            List<DamagedFile> all = new ArrayList<>(content.getValue());
            all.addAll(otherNames(content.getKey(), content.getValue()));
            quarantine
                    .setAside(all, (asset, copy) -> Freeing.look(run, asset, copy))
                    .forEach(result -> tell(result, run.log()));
        }
    }

    /** Other names of the content that are damaged too: they may be names of the same file. */
    private List<DamagedFile> otherNames(ContentHash hash, List<DamagedFile> known) throws InterruptedException {
        List<LibraryFileRow> rows = parts.database().read(tx -> tx.files().ofAsset(hash)).stream()
                .filter(row -> row.machineId().equals(parts.machineId()))
                .filter(row -> row.state() == LocalState.PRESENT && row.settled() && row.deletedAt() == null)
                .filter(row -> known.stream().noneMatch(file -> file.row().equals(row)))
                .toList();
        List<DamagedFile> found = new ArrayList<>();
        for (LibraryRow library : parts.database().read(tx -> tx.libraries().on(parts.machineId()))) {
            for (LibraryFileRow row : rows) {
                if (row.libraryId().equals(library.id())
                        && LibraryMount.check(library) instanceof LibraryMount.Mounted mounted) {
                    Path file = RelativePath.resolve(mounted.folder(), row.path());
                    if (verifier.look(row, file, read -> {}) instanceof LocalProof.Damaged damaged) {
                        found.add(new DamagedFile(row, file, damaged));
                    }
                }
            }
        }
        return found;
    }

    private void tell(QuarantineResult result, RunLog log) {
        if (result instanceof QuarantineResult.SetAside aside) {
            log.filesSetAside.incrementAndGet();
            wanted.add(aside.damaged().row());
            log.found(Finding.mended(
                    "file-damaged",
                    aside.damaged().row().path(),
                    begin(aside.damaged()) + "it was set aside as "
                            + aside.aside().getFileName() + " in its folder.",
                    "It is fetched again from a copy that was looked at; check that disk."));
        } else if (result instanceof QuarantineResult.Kept kept) {
            String path = kept.damaged().row().path();
            log.found(Finding.error(
                    "file-damaged",
                    path,
                    begin(kept.damaged()) + "it " + kept.why() + ".",
                    "Connect a place that has a copy (breakdex why "
                            + Objects.requireNonNull(kept.damaged().row().hash())
                                    .brief()
                            + ") and run breakdex verify --local with its path; check that disk."));
        }
    }

    private static String begin(DamagedFile damaged) {
        return damaged.row().path() + " gave " + damaged.proof().what() + " in two reads"
                + (damaged.proof().fromMedium() ? "" : ", through the page cache,")
                + " although nothing wrote it; ";
    }

    /** Brings back what was set aside. What does not come now stays wanted, and is told. */
    void fetch(RunContext run) throws InterruptedException {
        if (wanted.isEmpty()) {
            return;
        }
        restoring.bring(run);
        for (LibraryFileRow row : wanted) {
            boolean waits = parts.database()
                    .read(tx -> tx.files().find(row.libraryId(), row.machineId(), row.path()))
                    .filter(now -> now.wantedAt() != null)
                    .isPresent();
            if (waits && run.clock().instant().isBefore(run.claimUntil())) {
                run.log()
                        .found(Finding.warning(
                                "not-restored",
                                row.path(),
                                row.path() + " was set aside and did not come back yet.",
                                "Connect a place that has a copy and run breakdex sync."));
            }
        }
        wanted.clear();
    }
}
