package breakdex.sync;

import breakdex.sync.asset.Asset;
import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.LocalState;
import breakdex.sync.event.Finding;
import breakdex.sync.event.SyncEvent;
import breakdex.sync.provider.Fault;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.provider.RemoteObject;
import breakdex.sync.provider.ResumePoint;
import breakdex.sync.provider.Upload;
import breakdex.sync.provider.UploadOutcome;
import breakdex.sync.provider.UploadRequest;
import breakdex.sync.store.LibraryFileRow;
import breakdex.sync.store.PresentFile;
import breakdex.sync.store.ProvedCopy;
import breakdex.sync.store.SyncOperation;
import breakdex.sync.store.Tx;
import breakdex.sync.store.UploadSessionRow;
import breakdex.sync.transfer.ContentSource;
import breakdex.sync.transfer.SourceChangedException;
import breakdex.sync.transfer.Uploader;
import breakdex.sync.transfer.Uploader.Sent;
import breakdex.sync.verify.ProofResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Works off a group of uploads to one provider: sends them, commits them together, proves each, and records them in one
 * transaction. What is there already is proved instead of sent. Used by one thread.
 */
final class UploadWork implements OperationWork {
    private final RunContext run;
    private final ProviderSession session;
    private final SourceFinder sources;
    private final Uploader uploader;

    /** Operations that are ours and not ended yet. */
    private final List<SyncOperation> open = new ArrayList<>();

    UploadWork(RunContext run, ProviderSession session, SourceFinder sources) {
        this.run = run;
        this.session = session;
        this.sources = sources;
        this.uploader = new Uploader(session.provider(), session.capabilities().chunkBytes());
    }

    /** An upload whose bytes have all been sent, and, after its proof, what it proved. */
    private record Pending(
            SyncOperation operation, Asset asset, OperationProgress progress, Sent sent, boolean staged) {}

    private record Done(Pending pending, ProvedCopy copy) {
        SyncOperation operation() {
            return pending.operation();
        }
    }

    /** What is known of a group's assets, read at once. */
    private record Facts(Map<ContentHash, Asset> assets, Map<ContentHash, List<PresentFile>> present) {}

    @Override
    public void work(List<SyncOperation> group) throws InterruptedException {
        open.clear();
        open.addAll(group);
        List<Pending> pending = new ArrayList<>();
        try {
            Facts facts = facts(group);
            for (SyncOperation operation : group) {
                if (session.isPaused()) {
                    break;
                }
                begin(operation, facts).ifPresent(pending::add);
            }
            record(prove(pending));
        } finally {
            pending.forEach(left -> left.sent().upload().close());
            run.queue().giveBack(open, null);
        }
    }

    private Facts facts(List<SyncOperation> group) {
        List<ContentHash> hashes = group.stream().map(SyncOperation::hash).toList();
        return run.database()
                .read(tx -> new Facts(tx.assets().findAll(hashes), tx.files().presentOf(hashes)));
    }

    /** Sends one; empty where it needs no commit, because it is there already, cannot be sent now, or failed. */
    private Optional<Pending> begin(SyncOperation operation, Facts facts) throws InterruptedException {
        Asset asset = facts.assets().get(operation.hash());
        if (asset == null || asset.isDeleted()) {
            withdraw(operation);
            return Optional.empty();
        }
        OperationProgress progress = new OperationProgress(operation, run.queue(), run.log(), run.clock());
        run.log()
                .event(new SyncEvent.OperationStarted(
                        operation.id(),
                        operation.type().text(),
                        session.row().name(),
                        operation.hash(),
                        operation.totalBytes()));
        try {
            if (session.listing().mayHold(operation.hash()) && isThere(operation, asset, progress)) {
                return Optional.empty();
            }
            return send(operation, asset, facts, progress);
        } catch (ProviderException e) {
            failed(operation, progress, e);
        } catch (SourceChangedException e) {
            sourceChanged(operation, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            sourceChanged(operation, "could not be read (" + e.getMessage() + ")");
        } catch (LeaseLostException e) {
            leaseLost(operation);
        }
        return Optional.empty();
    }

    /** Proves what lies there; true if that ends the operation. */
    private boolean isThere(SyncOperation operation, Asset asset, OperationProgress progress)
            throws ProviderException, InterruptedException {
        ProofResult result = run.care().look(session, asset, run.readBack(), progress, bytes -> progress.alive());
        if (result instanceof ProofResult.Proved) {
            completed(operation, 0);
            return true;
        }
        if (result instanceof ProofResult.Unknown unknown) {
            throw new ProviderException(
                    session.row().name(), "find " + asset.hash().brief(), unknown.why(), Fault.UNREADABLE, null);
        }
        return false;
    }

    private Optional<Pending> send(SyncOperation operation, Asset asset, Facts facts, OperationProgress progress)
            throws ProviderException, IOException, InterruptedException, SourceChangedException {
        Optional<ContentSource> local = sources.local(facts.present().getOrDefault(asset.hash(), List.of()));
        Optional<ContentSource> source = local.isPresent()
                ? local
                : sources.staged(asset, session, run.sessions(), confirmed -> progress.alive());
        if (source.isEmpty()) {
            noSource(operation, asset);
            return Optional.empty();
        }
        UploadRequest request = new UploadRequest(asset.remoteName(), asset.sizeBytes(), asset.mimeType());
        Sent sent = uploader.send(
                request, source.get(), resumePoint(operation), point -> store(operation, point), progress);
        if (sent.startedAt() > 0) {
            run.log().transfersResumed.incrementAndGet();
            run.log().bytesResumed.addAndGet(sent.startedAt());
            run.log()
                    .event(new SyncEvent.TransferResumed(
                            operation.id(),
                            session.row().name(),
                            operation.hash(),
                            sent.startedAt(),
                            operation.totalBytes()));
        }
        run.log().bytesMoved.addAndGet(sent.moved());
        return Optional.of(new Pending(operation, asset, progress, sent, local.isEmpty()));
    }

    private Optional<ResumePoint> resumePoint(SyncOperation operation) {
        return !hasResumePoint(operation)
                ? Optional.empty()
                : run.database()
                        .read(tx -> tx.uploadSessions().find(operation.hash(), session.id()))
                        .filter(stored -> stored.totalBytes() == operation.totalBytes())
                        .map(stored -> new ResumePoint(stored.resumeToken()));
    }

    /** Where an interrupted upload begins anew there is no point to go on from. */
    private void store(SyncOperation operation, ResumePoint point) {
        if (hasResumePoint(operation)) {
            UploadSessionRow row =
                    new UploadSessionRow(operation.hash(), session.id(), point.token(), operation.totalBytes());
            run.database()
                    .writing(tx -> tx.uploadSessions().put(row, run.clock().instant()));
        }
    }

    private boolean hasResumePoint(SyncOperation operation) {
        return operation.totalBytes() > session.capabilities().resumeBytes();
    }

    private List<ContentHash> withResumePoint(List<Done> done) {
        return done.stream()
                .map(Done::operation)
                .filter(this::hasResumePoint)
                .map(SyncOperation::hash)
                .toList();
    }

    private List<Done> prove(List<Pending> pending) throws InterruptedException {
        List<Upload> uploads =
                pending.stream().map(each -> each.sent().upload()).toList();
        List<UploadOutcome> outcomes =
                uploads.isEmpty() ? List.of() : session.provider().commitAll(uploads);
        List<Done> done = new ArrayList<>();
        for (int i = 0; i < pending.size(); i++) {
            Pending each = pending.get(i);
            try {
                if (outcomes.get(i) instanceof UploadOutcome.Stored stored) {
                    prove(each, stored.object()).ifPresent(done::add);
                } else if (outcomes.get(i) instanceof UploadOutcome.Failed failed) {
                    failed(each.operation(), each.progress(), failed.why());
                }
            } catch (ProviderException e) {
                failed(each.operation(), each.progress(), e);
            } catch (LeaseLostException e) {
                leaseLost(each.operation());
            }
        }
        return done;
    }

    private Optional<Done> prove(Pending pending, RemoteObject object) throws ProviderException, InterruptedException {
        Asset asset = pending.asset();
        ProofResult result = run.care()
                .proveStored(
                        session,
                        asset,
                        object,
                        run.readBack(),
                        pending.progress(),
                        bytes -> pending.progress().alive());
        if (result instanceof ProofResult.Proved proved) {
            return Optional.of(new Done(pending, CopyCare.copyOf(session, asset.hash(), proved)));
        }
        // Which side is wrong shows when the file is hashed again; until then nothing of it is believed.
        distrustLocalFiles(asset);
        throw new ProviderException(
                session.row().name(),
                "read back " + object.path(),
                result instanceof ProofResult.Mismatch mismatch ? mismatch.what() : "not there after it was stored",
                Fault.DAMAGED,
                null);
    }

    private void record(List<Done> done) {
        if (done.isEmpty()) {
            return;
        }
        List<Done> ours = run.database().note(tx -> recordOurs(tx, done));
        run.care().proved(session, ours.stream().map(Done::copy).toList());
        done.stream().filter(each -> !ours.contains(each)).forEach(lost -> leaseLost(lost.operation()));
        ours.forEach(each -> {
            open.remove(each.operation());
            if (each.pending().staged()) {
                sources.unstage(each.pending().asset(), session);
            }
            tellCompleted(each.operation(), each.pending().sent().moved());
        });
    }

    /** Of what another has taken over nothing is recorded: it may have found since that the copy is none. */
    private List<Done> recordOurs(Tx tx, List<Done> done) {
        Set<SyncOperation> completed = Set.copyOf(
                run.queue().complete(tx, done.stream().map(Done::operation).toList()));
        List<Done> ours = done.stream()
                .filter(each -> completed.contains(each.operation()))
                .toList();
        List<ProvedCopy> copies = ours.stream().map(Done::copy).toList();
        tx.copies().recordProved(copies);
        tx.assets().recount(copies.stream().map(ProvedCopy::hash).toList());
        tx.uploadSessions().remove(withResumePoint(ours), session.id());
        return ours;
    }

    private void leaseLost(SyncOperation operation) {
        open.remove(operation);
        run.log().leaseLost(operation);
    }

    private void completed(SyncOperation operation, long moved) {
        run.database().noting(tx -> {
            run.queue().complete(tx, List.of(operation));
            tx.uploadSessions().remove(List.of(operation.hash()), session.id());
        });
        open.remove(operation);
        tellCompleted(operation, moved);
    }

    private void tellCompleted(SyncOperation operation, long moved) {
        run.log().copiesMade.incrementAndGet();
        run.log()
                .event(new SyncEvent.OperationCompleted(
                        operation.id(), operation.type().text(), session.row().name(), operation.hash(), moved));
    }

    private void failed(SyncOperation operation, OperationProgress progress, ProviderException why) {
        open.remove(operation);
        OperationFailures.fail(run, session, operation, why, progress);
    }

    private void withdraw(SyncOperation operation) {
        run.database().writing(tx -> run.queue().withdraw(tx, operation));
        open.remove(operation);
    }

    /** The file is not what was hashed: the next scan finds out what it is now, and a new plan follows from that. */
    private void sourceChanged(SyncOperation operation, String what) {
        withdraw(operation);
        run.database().read(tx -> tx.assets().find(operation.hash())).ifPresent(this::distrustLocalFiles);
        run.log()
                .found(Finding.warning(
                        "file-changing",
                        operation.hash().brief(),
                        "A file was not sent to " + session.row().name() + ": " + what + ".",
                        "It is looked at again at the next run."));
    }

    private void distrustLocalFiles(Asset asset) {
        run.database()
                .writing(tx -> tx.files()
                        .put(tx.files().ofAsset(asset.hash()).stream()
                                .filter(row -> row.state() == LocalState.PRESENT)
                                .map(LibraryFileRow::unsettled)
                                .toList()));
    }

    private void noSource(SyncOperation operation, Asset asset) {
        withdraw(operation);
        run.log()
                .found(Finding.warning(
                        "no-source",
                        CopyCare.label(asset),
                        "Nothing to make the copy of " + CopyCare.label(asset) + " on "
                                + session.row().name()
                                + " from: no file is here, and no other place that answers has a proved copy.",
                        "Connect the place that has it, or put the file back, and run breakdex sync."));
    }
}
