package breakdex.sync;

import breakdex.sync.LibraryPaths.Found;
import breakdex.sync.asset.Asset;
import breakdex.sync.asset.AssetCopy;
import breakdex.sync.asset.LocalState;
import breakdex.sync.event.Finding;
import breakdex.sync.event.SyncEvent;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.provider.ReadFrom;
import breakdex.sync.safety.GuardAnswer;
import breakdex.sync.safety.LocalFileRemover;
import breakdex.sync.safety.RemovalResult;
import breakdex.sync.safety.SafetyGuard;
import breakdex.sync.scan.LibraryMount;
import breakdex.sync.scan.RelativePath;
import breakdex.sync.store.CertificateRow;
import breakdex.sync.store.Database;
import breakdex.sync.store.LibraryFileRow;
import breakdex.sync.store.LibraryRow;
import breakdex.sync.store.StatusDao.Amount;
import breakdex.sync.verify.IntegrityVerifier.Reading;
import breakdex.sync.verify.ProofResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Lets local files go: the guard decides on each, the remover removes what it permitted. */
final class Freeing {
    private static final int PAGE = 256;
    private static final int AT_ONCE = 4;

    private final Database database;
    private final SafetyGuard guard;
    private final LocalFileRemover remover;
    private final Crew crew;
    private final String machineId;

    Freeing(Database database, SafetyGuard guard, LocalFileRemover remover, Crew crew, String machineId) {
        this.database = database;
        this.guard = guard;
        this.remover = remover;
        this.crew = crew;
        this.machineId = machineId;
    }

    /** Hands every name at or below a path to {@code each}, a page at a time. */
    static void pages(Database database, String machineId, Found found, Consumer<List<LibraryFileRow>> each) {
        String after = null;
        while (true) {
            String from = after;
            List<LibraryFileRow> page =
                    database.read(tx -> tx.files().below(found.library().id(), machineId, found.path(), from, PAGE));
            if (page.isEmpty()) {
                return;
            }
            each.accept(page);
            after = page.get(page.size() - 1).path();
        }
    }

    /** Files that are on this machine, and their bytes. */
    Amount preview(List<Found> founds) {
        AtomicLong files = new AtomicLong();
        AtomicLong bytes = new AtomicLong();
        founds.forEach(found -> pages(
                database,
                machineId,
                found,
                page -> page.stream()
                        .filter(row -> row.state() == LocalState.PRESENT)
                        .forEach(row -> {
                            files.incrementAndGet();
                            bytes.addAndGet(row.sizeBytes());
                        })));
        return new Amount(files.get(), bytes.get());
    }

    /** One run of {@code free}: what it counted so far. */
    private record Tally(AtomicLong files, AtomicLong bytes, List<Finding> refused) {
        synchronized void refuse(Finding why) {
            refused.add(why);
        }
    }

    FreeReport free(List<Found> founds, RunContext run, boolean dryRun) throws InterruptedException {
        Tally tally = new Tally(new AtomicLong(), new AtomicLong(), new ArrayList<>());
        for (Found found : founds) {
            if (LibraryMount.check(found.library()) instanceof LibraryMount.NotMounted away) {
                tally.refuse(away.finding());
                continue;
            }
            List<List<LibraryFileRow>> waiting = new ArrayList<>();
            pages(database, machineId, found, waiting::add);
            if (waiting.isEmpty()) {
                tally.refuse(Finding.warning(
                        "not-freed",
                        found.path(),
                        "Nothing at " + found.path() + " is in the library "
                                + found.library().name() + ".",
                        "Run breakdex backup first."));
            }
            for (List<LibraryFileRow> page : waiting) {
                free(found.library(), page, run, dryRun, tally);
            }
        }
        return new FreeReport(tally.files().get(), tally.bytes().get(), tally.refused());
    }

    private void free(LibraryRow library, List<LibraryFileRow> rows, RunContext run, boolean dryRun, Tally tally)
            throws InterruptedException {
        Path place = Path.of(Objects.requireNonNull(library.place()));
        Queue<LibraryFileRow> waiting = new ConcurrentLinkedQueue<>(rows);
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            tasks.add(() -> {
                for (LibraryFileRow row = waiting.poll(); row != null; row = waiting.poll()) {
                    if (row.state() == LocalState.PRESENT) {
                        free(row, RelativePath.resolve(place, row.path()), run, dryRun, tally);
                    }
                }
                return true;
            });
        }
        crew.all(tasks);
    }

    private void free(LibraryFileRow row, Path file, RunContext run, boolean dryRun, Tally tally)
            throws InterruptedException {
        GuardAnswer answer = guard.permitLocalDelete(row, file, (asset, copy) -> look(run, asset, copy));
        if (answer instanceof GuardAnswer.Refused refused) {
            tally.refuse(refused.why());
            return;
        }
        if (!dryRun && answer instanceof GuardAnswer.Granted granted) {
            RemovalResult result = remover.remove(granted.permit());
            if (result instanceof RemovalResult.Kept kept) {
                tally.refuse(kept.why());
                return;
            }
            if (result instanceof RemovalResult.Removed removed) {
                run.log()
                        .event(new SyncEvent.FileFreed(
                                row.path(),
                                Objects.requireNonNull(row.hash()),
                                row.sizeBytes(),
                                removed.certificateId()));
            }
        }
        tally.files().incrementAndGet();
        tally.bytes().addAndGet(row.sizeBytes());
    }

    /** @return {@link ProofResult.Unknown} where the provider does not answer */
    static ProofResult look(RunContext run, Asset asset, AssetCopy copy) throws InterruptedException {
        ProviderSession session = run.session(copy.providerId()).orElse(null);
        if (session == null) {
            return new ProofResult.Unknown("it does not answer");
        }
        try {
            return run.care().look(session, asset, ReadFrom.MEDIUM, Hold.NO_OPERATION, Reading.SILENT);
        } catch (ProviderException e) {
            return new ProofResult.Unknown(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Ends what a crash cut short: files that lie aside get their names back. Of a library that is not mounted nothing
     * can be told, so its removals wait.
     */
    void recover(RunLog log) {
        List<CertificateRow> unfinished = database.read(tx -> tx.certificates().unfinished(machineId));
        if (unfinished.isEmpty()) {
            return;
        }
        for (LibraryRow library : database.read(tx -> tx.libraries().on(machineId))) {
            if (LibraryMount.check(library) instanceof LibraryMount.Mounted mounted) {
                unfinished.stream()
                        .filter(certificate -> certificate.libraryId().equals(library.id()))
                        .forEach(certificate -> remover.recover(
                                        certificate, RelativePath.resolve(mounted.folder(), certificate.path()))
                                .ifPresent(log::found));
            }
        }
    }
}
