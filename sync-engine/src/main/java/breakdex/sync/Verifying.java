package breakdex.sync;

import breakdex.sync.LibraryPaths.Found;
import breakdex.sync.asset.Asset;
import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.CopyStatus;
import breakdex.sync.asset.Evidence;
import breakdex.sync.event.Finding;
import breakdex.sync.safety.SafetyDelays;
import breakdex.sync.store.AgedProof;
import breakdex.sync.store.OperationType;
import breakdex.sync.store.StatusDao.Amount;
import breakdex.sync.store.Tx;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Looks at copies, or at local files, again because a person asked for it. */
final class Verifying {
    private static final Set<OperationType> VERIFIES = EnumSet.of(OperationType.VERIFY);

    private final Parts parts;
    private final Runs runs;
    private final LocalChecking local;
    private final StateReader state;
    private final Renewals renewals;

    Verifying(Parts parts, Runs runs, LocalChecking local, StateReader state) {
        this.parts = parts;
        this.runs = runs;
        this.local = local;
        this.state = state;
        this.renewals = new Renewals(parts.database(), parts.planner());
    }

    /** @param founds where the paths of the request lie in libraries */
    VerifyReport verify(List<Found> founds, VerifyRequest request) throws InterruptedException {
        RunLog log = runs.log();
        try (Connections connections = runs.connect(log)) {
            if (request.local()) {
                // What is damaged is fetched again however long the reading took.
                RunContext run = runs.verifying(log, connections, VerifyBudget.UNLIMITED);
                local.onRequest(founds, run, new Allowance(request.budget(), parts.clock()));
            } else if (founds.isEmpty()) {
                due(request.all(), runs.verifying(log, connections, request.budget()));
            } else {
                of(hashes(founds), runs.verifying(log, connections, request.budget()));
            }
        }
        if (founds.isEmpty()) {
            state.standing().shortcomings().forEach(log::found);
        } else {
            BrokenOperations.report(parts.database(), log);
        }
        return new VerifyReport(
                log.outcomeWithoutMending(),
                log.copiesProved.get(),
                log.bytesRead.get(),
                log.checked(),
                log.findings());
    }

    /** A part at a time, since each look makes its copy's proof young. */
    private void due(boolean all, RunContext run) throws InterruptedException {
        Instant now = run.clock().instant();
        Instant before = all ? now : now.minus(SafetyDelays.NORMAL.proofFreshness());
        renewals.begin(run);
        int planned;
        do {
            planned = renewals.plan(run, before);
            parts.phaseTwo().run(run, VERIFIES);
        } while (planned > 0);
        renewals.noteLeft(run, before);
    }

    private Set<ContentHash> hashes(List<Found> founds) {
        Set<ContentHash> hashes = new LinkedHashSet<>();
        founds.forEach(found -> Freeing.pages(
                parts.database(),
                parts.machineId(),
                found,
                page -> page.forEach(row -> {
                    ContentHash hash = row.hash();
                    if (hash != null) {
                        hashes.add(hash);
                    }
                })));
        return hashes;
    }

    private void of(Set<ContentHash> hashes, RunContext run) throws InterruptedException {
        // As the database keeps times.
        Instant begun = run.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        List<AgedProof> copies = copies(hashes);
        parts.database()
                .writing(tx -> copies.stream()
                        .filter(copy -> run.proofs().admits(copy.sizeBytes()))
                        .forEach(copy ->
                                parts.planner().wishVerify(tx, copy.hash(), copy.sizeBytes(), copy.providerId())));
        parts.phaseTwo().run(run, VERIFIES);
        if (run.proofs().isSpent()) {
            run.log()
                    .copiesLeft(copies(hashes).stream()
                            .filter(copy -> copy.provedAt().isBefore(begun))
                            .map(copy -> new Amount(1, copy.sizeBytes()))
                            .reduce(Amount.NONE, Amount::plus));
        }
        parts.database()
                .read(tx -> hashes.stream()
                        .flatMap(hash -> tx.assets().find(hash).stream())
                        .filter(asset -> asset.copyCount() < 2)
                        .toList())
                .forEach(asset -> run.log().found(tooFew(asset)));
    }

    /** The oldest proof first. */
    private List<AgedProof> copies(Set<ContentHash> hashes) {
        List<AgedProof> copies = new ArrayList<>();
        parts.database().read(tx -> {
            hashes.forEach(hash -> proofs(tx, hash).forEach(copies::add));
            return copies;
        });
        copies.sort(Comparator.comparing(AgedProof::provedAt));
        return copies;
    }

    private static Stream<AgedProof> proofs(Tx tx, ContentHash hash) {
        return tx.assets().find(hash).stream()
                .flatMap(asset -> tx.copies().ofAsset(hash).stream()
                        .filter(copy -> copy.status() == CopyStatus.VERIFIED)
                        .map(copy -> {
                            Evidence evidence = copy.evidence();
                            Instant at = evidence == null ? Instant.EPOCH : evidence.obtainedAt();
                            return new AgedProof(hash, copy.providerId(), asset.sizeBytes(), at);
                        }));
    }

    private static Finding tooFew(Asset asset) {
        return Finding.warning(
                "too-few-copies",
                CopyCare.label(asset),
                CopyCare.label(asset) + " has " + (asset.copyCount() == 0 ? "no counted copy" : "one counted copy")
                        + ", and two in different failure domains are needed.",
                "Run breakdex sync.");
    }
}
