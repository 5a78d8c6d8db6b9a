package breakdex.sync;

import breakdex.sync.LibraryPaths.Found;
import breakdex.sync.asset.Asset;
import breakdex.sync.asset.AssetCopy;
import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.CopyStatus;
import breakdex.sync.event.Finding;
import breakdex.sync.queue.OperationPlanner;
import breakdex.sync.safety.SafetyDelays;
import breakdex.sync.store.Database;
import breakdex.sync.store.OperationType;
import breakdex.sync.store.Tx;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Looks at copies again because a person asked for it. */
final class Verifying {
    private final Database database;
    private final OperationPlanner planner;
    private final PhaseTwo phaseTwo;
    private final String machineId;

    Verifying(Database database, OperationPlanner planner, PhaseTwo phaseTwo, String machineId) {
        this.database = database;
        this.planner = planner;
        this.phaseTwo = phaseTwo;
        this.machineId = machineId;
    }

    /** Without paths: the copies whose proof is too old, or all of them. */
    void verify(List<Found> founds, boolean all, RunContext run) throws InterruptedException {
        if (founds.isEmpty()) {
            Instant now = run.clock().instant();
            Instant before = all ? now : now.minus(SafetyDelays.NORMAL.proofFreshness());
            for (ProviderSession session : run.sessions()) {
                planAll(session, before, run);
            }
        } else {
            Set<ContentHash> hashes = new LinkedHashSet<>();
            founds.forEach(found -> Freeing.pages(
                    database,
                    machineId,
                    found,
                    page -> page.forEach(row -> {
                        ContentHash hash = row.hash();
                        if (hash != null) {
                            hashes.add(hash);
                        }
                    })));
            database.writing(tx -> hashes.forEach(hash -> wish(tx, hash)));
            phaseTwo.run(run, EnumSet.of(OperationType.VERIFY));
            database.read(tx -> hashes.stream()
                            .flatMap(hash -> tx.assets().find(hash).stream())
                            .filter(asset -> asset.copyCount() < 2)
                            .toList())
                    .forEach(asset -> run.log().found(tooFew(asset)));
        }
    }

    private static Finding tooFew(Asset asset) {
        return Finding.warning(
                "too-few-copies",
                CopyCare.label(asset),
                CopyCare.label(asset) + " has " + (asset.copyCount() == 0 ? "no counted copy" : "one counted copy")
                        + ", and two in different failure domains are needed.",
                "Run breakdex sync.");
    }

    /** A page at a time, since each look makes its copy's proof young. */
    private void planAll(ProviderSession session, Instant before, RunContext run) throws InterruptedException {
        while (!session.isPaused() && planner.planVerifies(session.id(), before) > 0) {
            phaseTwo.run(run, EnumSet.of(OperationType.VERIFY));
        }
        phaseTwo.run(run, EnumSet.of(OperationType.VERIFY));
    }

    private void wish(Tx tx, ContentHash hash) {
        tx.assets()
                .find(hash)
                .ifPresent(asset -> tx.copies().ofAsset(hash).stream()
                        .filter(copy -> copy.status() == CopyStatus.VERIFIED)
                        .map(AssetCopy::providerId)
                        .forEach(provider -> planner.wishVerify(tx, hash, asset.sizeBytes(), provider)));
    }
}
