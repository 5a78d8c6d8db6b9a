package breakdex.sync;

import breakdex.sync.LibraryPaths.Found;
import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.LocalState;
import breakdex.sync.event.Finding;
import breakdex.sync.queue.OperationPlanner;
import breakdex.sync.scan.FileStamp;
import breakdex.sync.scan.LibraryMount;
import breakdex.sync.scan.RelativePath;
import breakdex.sync.store.Database;
import breakdex.sync.store.LibraryFileRow;
import breakdex.sync.store.LibraryRow;
import breakdex.sync.store.OperationType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings files back. What a person wants is noted with the names themselves, so that a restore that was cut short goes
 * on with the next run.
 */
final class Restoring {
    private static final int ROUNDS = 10;
    private static final String NOT_RESTORED = "not-restored";

    private final Database database;
    private final Clock clock;
    private final OperationPlanner planner;
    private final PhaseTwo phaseTwo;
    private final RetryWait waits;
    private final String machineId;

    Restoring(Parts parts) {
        this.database = parts.database();
        this.clock = parts.clock();
        this.planner = parts.planner();
        this.phaseTwo = parts.phaseTwo();
        this.waits = parts.waits();
        this.machineId = parts.machineId();
    }

    /** Names that a request is about, and how many of them are there already. */
    private record Chosen(List<LibraryFileRow> rows, long alreadyThere) {}

    RestoreReport restore(List<Found> founds, @Nullable Path to, boolean dryRun, RunContext run)
            throws InterruptedException {
        Chosen chosen = choose(founds, to, run);
        if (dryRun) {
            long bytes =
                    chosen.rows().stream().mapToLong(LibraryFileRow::sizeBytes).sum();
            return new RestoreReport(chosen.rows().size(), bytes, chosen.alreadyThere(), refused(run));
        }
        database.writing(tx -> tx.files().put(chosen.rows()));
        bring(run);
        return new RestoreReport(
                run.log().filesRestored.get(), run.log().bytesRestored.get(), chosen.alreadyThere(), failures(run));
    }

    /**
     * Brings one content back as one file, whatever its names.
     *
     * @param as absolute
     */
    RestoreReport restoreAs(ContentHash hash, Path as, boolean dryRun, RunContext run) throws InterruptedException {
        LibraryFileRow row = database.read(tx -> tx.files().ofAsset(hash)).stream()
                .filter(each -> each.machineId().equals(machineId) && each.deletedAt() == null)
                .findFirst()
                .orElseThrow(() -> new SyncException(
                        SyncException.Kind.USAGE,
                        "No name of " + hash.brief() + " is in a library. See breakdex why " + hash.brief() + "."));
        if (dryRun) {
            return new RestoreReport(1, row.sizeBytes(), 0, List.of());
        }
        database.writing(tx -> tx.files().put(List.of(row.wanted(clock.instant(), as.toString()))));
        bring(run);
        return new RestoreReport(
                run.log().filesRestored.get(), run.log().bytesRestored.get(), 0, failures(run));
    }

    /** Works off every wish that can be fulfilled now. */
    void bring(RunContext run) throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            planner.planDownloads(run.answering());
            Set<OperationType> downloads = EnumSet.of(OperationType.DOWNLOAD);
            if (phaseTwo.run(run, downloads) == 0 && !waits.waited(run, downloads)) {
                return;
            }
        }
    }

    private static Finding withoutPlace(LibraryRow library) {
        return Finding.warning(
                NOT_RESTORED,
                library.name(),
                "The library " + library.name() + " of another device has no place on this machine.",
                "To bring its files here, say where with --to DIR.");
    }

    private Chosen choose(List<Found> founds, @Nullable Path to, RunContext run) {
        Instant now = clock.instant();
        boolean severalLibraries =
                founds.stream().map(found -> found.library().id()).distinct().count() > 1;
        List<LibraryFileRow> rows = new ArrayList<>();
        long[] there = {0};
        for (Found found : founds) {
            if (to == null && found.library().place() == null) {
                run.log().found(withoutPlace(found.library()));
                continue;
            }
            if (to == null) {
                requireMounted(found.library());
            }
            Freeing.pages(database, machineId, found, page -> {
                for (LibraryFileRow row : page) {
                    if (row.hash() == null || row.deletedAt() != null) {
                        continue;
                    }
                    Path root = to == null
                            ? Path.of(Objects.requireNonNull(found.library().place()))
                            : rootBelow(to, found.library(), severalLibraries);
                    Optional<String> refusal = Landing.refusal(root, row.path());
                    if (refusal.isPresent()) {
                        run.log().found(notRestored(row, refusal.get()));
                        continue;
                    }
                    if (to == null && row.state() == LocalState.PRESENT && stands(found.library(), row)) {
                        there[0]++;
                    } else {
                        rows.add(row.wanted(
                                now,
                                to == null
                                        ? null
                                        : RelativePath.resolve(root, row.path()).toString()));
                    }
                }
            });
        }
        return new Chosen(rows, there[0]);
    }

    /** Into an empty mount point nothing is brought back: the disk would cover it later. */
    private static void requireMounted(LibraryRow library) {
        if (LibraryMount.check(library) instanceof LibraryMount.NotMounted away) {
            throw new SyncException(
                    SyncException.Kind.NOT_REACHABLE,
                    away.finding().text() + " To bring files back elsewhere, say where with --to DIR.");
        }
    }

    /** The last scan may be long ago: only what is found here now is there. */
    private static boolean stands(LibraryRow library, LibraryFileRow row) {
        try {
            FileStamp stamp =
                    FileStamp.read(RelativePath.resolve(Path.of(Objects.requireNonNull(library.place())), row.path()));
            return stamp.kind() == FileStamp.Kind.FILE
                    && stamp.sizeBytes() == row.sizeBytes()
                    && stamp.modifiedNs() == row.modifiedNs();
        } catch (IOException e) {
            return false;
        }
    }

    /** The name of another device's library may be anything. */
    private static Path rootBelow(Path to, LibraryRow library, boolean severalLibraries) {
        return severalLibraries ? to.resolve(Landing.folderName(library.name())) : to;
    }

    /** Of a file that cannot have its own name here. */
    static Finding notRestored(LibraryFileRow row, String why) {
        return Finding.warning(
                NOT_RESTORED,
                row.path(),
                row.path() + " was not brought back: " + why + ".",
                "To have it under another name, run breakdex restore "
                        + Objects.requireNonNull(row.hash()).brief() + " --as FILE.");
    }

    private static List<Finding> refused(RunContext run) {
        return run.log().findings().stream()
                .filter(finding -> finding.kind().equals(NOT_RESTORED))
                .toList();
    }

    private List<Finding> failures(RunContext run) {
        List<Finding> failures = new ArrayList<>(refused(run));
        for (LibraryFileRow row : database.read(tx -> tx.files().wanted(machineId))) {
            ContentHash hash = Objects.requireNonNull(row.hash());
            failures.add(Finding.warning(
                    NOT_RESTORED,
                    row.path(),
                    row.path() + " did not come back yet: no place that answers has a proved copy that could be read.",
                    "Connect the place that has it (breakdex why " + hash.brief() + ") and run breakdex sync."));
        }
        if (!failures.isEmpty()) {
            // A broken row of the queue may be what bars the way.
            BrokenOperations.report(database, run.log());
            run.log().findings().stream()
                    .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                    .forEach(failures::add);
        }
        return failures;
    }
}
