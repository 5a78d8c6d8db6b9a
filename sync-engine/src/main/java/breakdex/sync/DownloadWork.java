package breakdex.sync;

import breakdex.sync.asset.Asset;
import breakdex.sync.event.Finding;
import breakdex.sync.event.SyncEvent;
import breakdex.sync.hash.AssetHashService;
import breakdex.sync.provider.Fault;
import breakdex.sync.provider.Presence;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.provider.ReadFrom;
import breakdex.sync.provider.RemoteObject;
import breakdex.sync.scan.FileStamp;
import breakdex.sync.scan.LibraryMount;
import breakdex.sync.scan.PartName;
import breakdex.sync.scan.RelativePath;
import breakdex.sync.store.LibraryFileRow;
import breakdex.sync.store.SyncOperation;
import breakdex.sync.transfer.Downloader;
import breakdex.sync.transfer.FilePlacer;
import breakdex.sync.verify.IntegrityVerifier.Reading;
import breakdex.sync.verify.ProofResult;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings files back under every name under which a person wants them. A part of a file stays beside its target until it
 * is whole; nothing that stands there is ever overwritten. Used by one thread.
 */
final class DownloadWork implements OperationWork {
    private final RunContext run;
    private final ProviderSession session;
    private final AssetHashService hashes;
    private final List<SyncOperation> open = new ArrayList<>();

    DownloadWork(RunContext run, ProviderSession session, AssetHashService hashes) {
        this.run = run;
        this.session = session;
        this.hashes = hashes;
    }

    @Override
    public void work(List<SyncOperation> group) throws InterruptedException {
        open.clear();
        open.addAll(group);
        try {
            for (SyncOperation operation : group) {
                if (!session.isPaused()) {
                    download(operation);
                }
            }
        } finally {
            run.queue().giveBack(open, null);
        }
    }

    private void download(SyncOperation operation) throws InterruptedException {
        OperationProgress progress = new OperationProgress(operation, run.queue(), run.log(), run.clock());
        try {
            Asset asset = run.database()
                    .read(tx -> tx.assets().find(operation.hash()))
                    .orElseThrow(() -> fault(operation, "the manifest does not know it", Fault.REFUSED));
            run.log()
                    .event(new SyncEvent.OperationStarted(
                            operation.id(),
                            operation.type().text(),
                            session.row().name(),
                            operation.hash(),
                            operation.totalBytes()));
            RemoteObject object = find(operation, asset);
            long moved = 0;
            for (LibraryFileRow row : wanted(operation)) {
                moved += bring(row, asset, object, progress);
            }
            end(operation, moved);
        } catch (ProviderException e) {
            failed(operation, progress, e);
        } catch (LeaseLostException e) {
            open.remove(operation);
            run.log().leaseLost(operation);
        }
    }

    /** A copy that turns out to be rotten or gone is none any more; the wish stays, and another copy serves it. */
    private void failed(SyncOperation operation, OperationProgress progress, ProviderException why)
            throws InterruptedException {
        open.remove(operation);
        if (concernsTheCopy(why.fault()) && !isProved(operation, progress)) {
            run.database().writing(tx -> run.queue().withdraw(tx, operation));
        } else {
            OperationFailures.fail(run, session, operation, why, progress);
        }
    }

    private static boolean concernsTheCopy(Fault fault) {
        return fault == Fault.DAMAGED || fault == Fault.UNREADABLE || fault == Fault.ABSENT;
    }

    private boolean isProved(SyncOperation operation, Hold hold) throws InterruptedException {
        Optional<Asset> asset = run.database().read(tx -> tx.assets().find(operation.hash()));
        try {
            return asset.isPresent()
                    && run.care().look(session, asset.get(), ReadFrom.MEDIUM, hold, Reading.SILENT)
                            instanceof ProofResult.Proved;
        } catch (ProviderException e) {
            return true;
        }
    }

    private RemoteObject find(SyncOperation operation, Asset asset) throws ProviderException, InterruptedException {
        Presence presence = session.provider().find(asset.remoteName());
        if (presence instanceof Presence.Present present) {
            return present.object();
        }
        throw presence instanceof Presence.Unknown unknown
                ? fault(operation, unknown.why(), Fault.UNREADABLE)
                : fault(operation, "it is not there", Fault.ABSENT);
    }

    private ProviderException fault(SyncOperation operation, String answer, Fault fault) {
        return new ProviderException(
                session.row().name(), "fetch " + operation.hash().brief(), answer, fault, null);
    }

    private List<LibraryFileRow> wanted(SyncOperation operation) {
        return run.database().read(tx -> tx.files().ofAsset(operation.hash())).stream()
                .filter(row -> row.wantedAt() != null
                        && row.machineId().equals(run.queue().self().machineId()))
                .toList();
    }

    /** Brings one name back; what keeps only this name from coming back is a finding, and the wish is over. */
    private long bring(LibraryFileRow row, Asset asset, RemoteObject object, OperationProgress progress)
            throws ProviderException, InterruptedException {
        Path target = target(row);
        if (target == null) {
            refuse(
                    row,
                    "its library is not mounted on this machine",
                    "Mount it and run breakdex restore again, or say where with --to DIR.");
            return 0;
        }
        try {
            Optional<String> refusal = refusal(row);
            if (refusal.isPresent()) {
                end(row, Restoring.notRestored(row, refusal.get()));
                return 0;
            }
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                standing(row, asset, target);
                return 0;
            }
            Path folder = java.util.Objects.requireNonNull(target.getParent());
            Files.createDirectories(folder);
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < asset.sizeBytes()) {
                refuse(
                        row,
                        "it needs " + asset.sizeBytes() + " bytes and " + free + " are free",
                        "Make space and try again.");
                return 0;
            }
            Path part = folder.resolve(PartName.of(row.machineId(), asset.hash()));
            long moved = fetch(asset, object, part, progress);
            place(part, target, FileTime.from(row.modifiedNs(), TimeUnit.NANOSECONDS));
            arrived(row, asset, target);
            run.log().bytesMoved.addAndGet(moved);
            return moved;
        } catch (IOException e) {
            refuse(row, "it could not be written (" + words(e) + ")", "See to that folder and try again.");
            return 0;
        }
    }

    private long fetch(Asset asset, RemoteObject object, Path part, OperationProgress progress)
            throws IOException, ProviderException, InterruptedException {
        try {
            return Downloader.fetch(session.provider(), object, asset.hash(), asset.sizeBytes(), part, progress);
        } catch (IOException e) {
            throw without(part, e);
        }
    }

    private static void place(Path part, Path target, FileTime modified) throws IOException {
        try {
            FilePlacer.place(part, target, modified);
        } catch (IOException e) {
            throw without(part, e);
        }
    }

    /** The wish is over, so nobody will go on with the part; a disk that is full needs its space. */
    private static IOException without(Path part, IOException why) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            why.addSuppressed(e);
        }
        return why;
    }

    /** What Java says is often the path alone. */
    private static String words(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return "permission denied: " + denied.getFile();
        }
        if (e instanceof FileAlreadyExistsException there) {
            return "something else bears that name: " + there.getFile();
        }
        return e instanceof FileSystemException file && file.getReason() != null
                ? file.getReason() + ": " + file.getFile()
                : String.valueOf(e.getMessage());
    }

    private @Nullable Path target(LibraryFileRow row) {
        String to = row.restoreTo();
        return to != null
                ? Path.of(to)
                : library(row)
                        .map(folder -> RelativePath.resolve(folder, row.path()))
                        .orElse(null);
    }

    /** The folder of its library. An empty mount point is none: the disk would cover what is brought back there. */
    private Optional<Path> library(LibraryFileRow row) {
        return run.database().read(tx -> tx.libraries().on(row.machineId())).stream()
                .filter(library -> library.id().equals(row.libraryId()))
                .flatMap(library -> LibraryMount.check(library) instanceof LibraryMount.Mounted there
                        ? Stream.of(there.folder())
                        : Stream.empty())
                .findFirst();
    }

    /** A wish for its own place may be old, and a link may have come into its way; others were judged just now. */
    private Optional<String> refusal(LibraryFileRow row) {
        return row.restoreTo() != null
                ? Optional.empty()
                : library(row).flatMap(folder -> Landing.refusal(folder, row.path()));
    }

    /** Something bears the name already: the right bytes are as good as brought back, others are never touched. */
    private void standing(LibraryFileRow row, Asset asset, Path target) throws IOException, InterruptedException {
        if (Landing.isTwin(target)) {
            end(
                    row,
                    Restoring.notRestored(
                            row,
                            "a file stands there whose name differs in case or accents alone, and this file system"
                                    + " takes both for one"));
        } else if (Files.isRegularFile(target) && hashes.hash(target).hash().equals(asset.hash())) {
            arrived(row, asset, target);
        } else {
            refuse(row, "other bytes stand under that name", "Move them away, or restore with --to DIR.");
        }
    }

    private void arrived(LibraryFileRow row, Asset asset, Path target) throws IOException {
        FileStamp stamp = FileStamp.read(target);
        LibraryFileRow done =
                row.restoreTo() == null ? row.present(stamp.modifiedNs(), stamp.changedNs(), stamp.fileKey()) : row;
        run.database().noting(tx -> {
            tx.files().put(List.of(done.wanted(null, null)));
            tx.assets().recount(List.of(asset.hash()));
        });
        run.log().filesRestored.incrementAndGet();
        run.log().bytesRestored.addAndGet(asset.sizeBytes());
        run.log().event(new SyncEvent.FileRestored(target.toString(), asset.hash(), asset.sizeBytes()));
    }

    private void refuse(LibraryFileRow row, String why, String remedy) {
        end(
                row,
                Finding.warning(
                        "not-restored", row.path(), row.path() + " was not brought back: " + why + ".", remedy));
    }

    /** The wish is over. */
    private void end(LibraryFileRow row, Finding why) {
        run.database().writing(tx -> tx.files().put(List.of(row.wanted(null, null))));
        run.log().found(why);
    }

    private void end(SyncOperation operation, long moved) {
        run.database().noting(tx -> run.queue().complete(tx, List.of(operation)));
        open.remove(operation);
        run.log()
                .event(new SyncEvent.OperationCompleted(
                        operation.id(), operation.type().text(), session.row().name(), operation.hash(), moved));
    }
}
