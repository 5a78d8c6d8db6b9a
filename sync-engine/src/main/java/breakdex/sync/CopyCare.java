package breakdex.sync;

import breakdex.sync.asset.Asset;
import breakdex.sync.asset.ContentHash;
import breakdex.sync.event.Finding;
import breakdex.sync.event.SyncEvent;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.provider.ReadFrom;
import breakdex.sync.provider.RemoteObject;
import breakdex.sync.store.Database;
import breakdex.sync.store.ProvedCopy;
import breakdex.sync.verify.IntegrityVerifier;
import breakdex.sync.verify.IntegrityVerifier.Reading;
import breakdex.sync.verify.ProofResult;
import java.time.Clock;
import java.util.Collection;
import java.util.List;

/**
 * Looks at copies and writes down what came of it: a proof is recorded, a copy that is gone or rotten is none any more,
 * and one that was read badly twice, the second time from the medium, is set aside. What cannot be read at all is left
 * where it is, and is no copy until it can. Safe for many threads.
 */
final class CopyCare {
    private final Database database;
    private final Clock clock;
    private final IntegrityVerifier verifier;
    private final RunLog log;

    CopyCare(Database database, Clock clock, IntegrityVerifier verifier, RunLog log) {
        this.database = database;
        this.clock = clock;
        this.verifier = verifier;
        this.log = log;
    }

    /**
     * Finds an asset's copy and looks at it.
     *
     * @throws ProviderException if the provider failed; nothing was recorded then
     * @throws LeaseLostException if it was not the caller's to record
     */
    ProofResult look(ProviderSession session, Asset asset, ReadFrom from, Hold hold, Reading reading)
            throws ProviderException, InterruptedException {
        ProofResult first = verifier.find(session.provider(), asset.remoteName(), asset.sizeBytes(), from, reading);
        if (first instanceof ProofResult.Mismatch) {
            return lookAgain(session, asset, hold, reading);
        }
        note(session, asset, hold, first);
        return first;
    }

    /** Looks at exactly this object, which was just stored. Records nothing of a proof: the caller does, for many. */
    ProofResult proveStored(
            ProviderSession session, Asset asset, RemoteObject object, ReadFrom from, Hold hold, Reading reading)
            throws ProviderException, InterruptedException {
        ProofResult first = verifier.prove(session.provider(), object, asset.sizeBytes(), from, reading);
        return first instanceof ProofResult.Mismatch ? lookAgain(session, asset, hold, reading) : first;
    }

    /** The second, independent read after a bad one. */
    private ProofResult lookAgain(ProviderSession session, Asset asset, Hold hold, Reading reading)
            throws ProviderException, InterruptedException {
        ProofResult second =
                verifier.find(session.provider(), asset.remoteName(), asset.sizeBytes(), ReadFrom.MEDIUM, reading);
        if (second instanceof ProofResult.Mismatch mismatch) {
            condemn(session, asset, hold, mismatch);
        } else {
            note(session, asset, hold, second);
        }
        return second;
    }

    private void condemn(ProviderSession session, Asset asset, Hold hold, ProofResult.Mismatch mismatch)
            throws ProviderException, InterruptedException {
        String name = session.row().name();
        boolean counted = markFailed(session, asset.hash(), hold, "holds " + mismatch.what());
        if (!mismatch.fromMedium() && !session.row().cachedProofAllowed()) {
            log.found(Finding.mended(
                    "copy-damaged",
                    label(asset),
                    "The copy of " + label(asset) + " on " + name + " holds " + mismatch.what()
                            + ", but this file system lets it be read only through the page cache, so it was left where"
                            + " it is" + (counted ? " and counts no more." : "."),
                    "Check that disk; to let cached reads decide there, run breakdex provider set " + name
                            + " --allow-cached-proof."));
            return;
        }
        hold.beforeDestroying();
        String where = session.provider().setAside(mismatch.object());
        log.found(Finding.mended(
                "copy-damaged",
                label(asset),
                "The copy of " + label(asset) + " on " + name + " held " + mismatch.what()
                        + " in two reads; it was set aside as " + where + ".",
                "It is replaced from another copy; check that disk."));
    }

    private void note(ProviderSession session, Asset asset, Hold hold, ProofResult result) {
        if (result instanceof ProofResult.Proved proved) {
            if (proved.object().sizeBytes() != asset.sizeBytes()) {
                database.noting(tx ->
                        tx.assets().correctSize(asset.hash(), proved.object().sizeBytes()));
            }
            recordProved(session, List.of(copyOf(session, asset.hash(), proved)), hold);
        } else if (result instanceof ProofResult.Gone) {
            gone(session, List.of(asset.hash()), hold);
        } else if (result instanceof ProofResult.Unknown unknown) {
            unreadable(session, asset, hold, unknown.why());
        }
    }

    /** Whatever bears its name, nobody knows that it is the copy: it counts no more until it can be read. */
    private void unreadable(ProviderSession session, Asset asset, Hold hold, String why) {
        markFailed(session, asset.hash(), hold, why);
        log.found(Finding.error(
                "copy-unreadable",
                label(asset),
                "The copy of " + label(asset) + " on " + session.row().name() + " cannot be read: " + why + ".",
                "Give this user the right to read it, or move away what lies there, and run breakdex sync."));
    }

    /** Notes that the provider said for certain that these copies are not there. */
    void gone(ProviderSession session, Collection<ContentHash> absent, Hold hold) {
        List<Asset> vanished = database.write(tx -> {
            hold.check(tx);
            List<Asset> counted = absent.stream()
                    .filter(hash ->
                            tx.copies().markFailed(hash, session.id(), "is not there any more", clock.instant()))
                    .flatMap(hash -> tx.assets().find(hash).stream())
                    .toList();
            tx.assets().recount(absent);
            return counted;
        });
        vanished.forEach(asset -> log.found(Finding.mended(
                "copy-vanished",
                label(asset),
                "The copy of " + label(asset) + " on " + session.row().name() + " is not there any more.",
                "It is made again from the file or from another copy.")));
    }

    private void recordProved(ProviderSession session, Collection<ProvedCopy> copies, Hold hold) {
        database.noting(tx -> {
            hold.check(tx);
            tx.copies().recordProved(copies);
            tx.assets().recount(copies.stream().map(ProvedCopy::hash).toList());
        });
        proved(session, copies);
    }

    /** Tells of proofs that were recorded. */
    void proved(ProviderSession session, Collection<ProvedCopy> copies) {
        log.copiesProved.addAndGet(copies.size());
        copies.forEach(copy -> log.event(new SyncEvent.CopyProved(
                session.row().name(), copy.hash(), copy.evidence().grade())));
    }

    static ProvedCopy copyOf(ProviderSession session, ContentHash hash, ProofResult.Proved proved) {
        return new ProvedCopy(hash, session.id(), proved.object().path(), proved.evidence());
    }

    private boolean markFailed(ProviderSession session, ContentHash hash, Hold hold, String why) {
        return database.write(tx -> {
            hold.check(tx);
            boolean counted = tx.copies().markFailed(hash, session.id(), why, clock.instant());
            tx.assets().recount(List.of(hash));
            return counted;
        });
    }

    /** A name that a person knows the asset by. */
    static String label(Asset asset) {
        String name = asset.sourceName();
        return name == null ? asset.hash().brief() : name;
    }
}
