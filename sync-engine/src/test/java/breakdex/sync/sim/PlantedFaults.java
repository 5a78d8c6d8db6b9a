package breakdex.sync.sim;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Faults that engines of this kind have had, each put into one place of ours. */
final class PlantedFaults {
    private PlantedFaults() {}

    static List<PlantedFault> all() {
        return Stream.of(ofFreeing(), ofProofs(), ofOrder(), ofPowerCuts(), ofTelling(), ofMerging(), ofWorkers())
                .flatMap(List::stream)
                .toList();
    }

    /** Those that a handful of seeds is enough for, so that every build can try them. */
    static List<PlantedFault> foundSoon() {
        Set<String> names = Set.of(
                "one copy is enough to let a file go",
                "an unplugged library is read as empty",
                "what is known here stands over what was set later elsewhere",
                "a vanished file is taken for a delete",
                "a segment counts as told before it is sent",
                "half of a segment is applied",
                "bytes move before the manifest tells of them");
        return all().stream().filter(fault -> names.contains(fault.name())).toList();
    }

    private static List<PlantedFault> ofFreeing() {
        return List.of(
                PlantedFault.of(
                        "one copy is enough to let a file go", "safety/SafetyGuard", "NEEDED = 2;", "NEEDED = 1;"),
                PlantedFault.of(
                        "two copies in one domain are enough to let a file go",
                        "safety/SafetyGuard",
                        "byDomain.containsKey(name)",
                        "byDomain.containsKey(provider.name())",
                        "byDomain.put(name,",
                        "byDomain.put(provider.name(),"),
                PlantedFault.of(
                        "the file goes before its certificate is written",
                        "safety/LocalFileRemover",
                        "Instant now = clock.instant();",
                        "Instant now = clock.instant(); if (!aside.toFile().delete()) throw new Error();",
                        "Files.delete(aside);",
                        "Files.deleteIfExists(aside);"),
                PlantedFault.of(
                        "the file that goes is not hashed once more",
                        "safety/LocalFileRemover",
                        "!hashes.hash(aside).hash().equals(expected)",
                        "aside.equals(expected)"),
                PlantedFault.of(
                        "the word of an old proof is taken for a look",
                        "safety/SafetyGuard",
                        "ProofResult result = look.look(known.asset(), copy);",
                        """
                        Evidence old = java.util.Objects.requireNonNull(copy.evidence());
                        ProofResult result = new ProofResult.Proved(new breakdex.sync.provider.RemoteObject(
                                known.asset().remoteName(), copy.remotePath(), known.asset().sizeBytes(), null), old);
                        """,
                        "evidence.obtainedAt().isAfter(now) || "
                                + "evidence.obtainedAt().isBefore(now.minus(delays.lookFreshness()))",
                        "false"),
                PlantedFault.of(
                        "a removal that was cut short is left as it is", "SyncCycle", "freeing.recover(log);", ""));
    }

    private static List<PlantedFault> ofProofs() {
        return List.of(
                PlantedFault.of(
                        "an accepted upload is taken for a copy",
                        "verify/IntegrityVerifier",
                        "Instant at = clock.instant();",
                        """
                        Instant at = clock.instant();
                        if (from == ReadFrom.ANYWHERE) {
                            return new ProofResult.Proved(object, new Evidence(
                                    EvidenceGrade.READ_BACK_CACHED, at, deviceId, object.version()));
                        }
                        """),
                PlantedFault.of(
                        "a copy of the right size is taken for the right copy",
                        "verify/IntegrityVerifier",
                        "if (found.hash().equals(object.name().hash())) {",
                        "if (found.sizeBytes() == sizeBytes) {"),
                PlantedFault.of(
                        "the proof is recorded before the read-back",
                        "CopyCare",
                        "ProofResult first = verifier.prove(",
                        """
                        String self = database.read(tx -> tx.devices().self()).orElseThrow();
                        recordProved(session, List.of(new ProvedCopy(asset.hash(), session.id(), object.path(),
                                new breakdex.sync.asset.Evidence(
                                        breakdex.sync.asset.EvidenceGrade.READ_BACK_DIRECT,
                                        clock.instant(), self, null))), hold);
                        ProofResult first = verifier.prove("""),
                PlantedFault.of(
                        "copies that vanished are not counted off", "CopyCare", "tx.assets().recount(absent);", ""),
                PlantedFault.of(
                        "what was fetched is not hashed",
                        "transfer/Downloader",
                        "!found.hash().equals(wanted)",
                        "false"));
    }

    private static List<PlantedFault> ofOrder() {
        return List.of(
                PlantedFault.of(
                        "an unplugged library is read as empty",
                        "scan/LibraryMount",
                        "library.marked() ? markerProblem(library, folder) : identityProblem(library, folder)",
                        "Optional.empty()"),
                PlantedFault.of(
                        "what dead workers held stays with them",
                        "queue/OperationQueue",
                        "tx.operations().giveBackOfTheDead(dead, tx.now(), tx.now().plus(LONGEST_LEASE));",
                        "0;"),
                PlantedFault.of(
                        "half sent uploads are never swept up",
                        "Leftovers",
                        "session.provider().removeLeftovers(wanted);",
                        "if (wanted == null) throw new ProviderException(\"\", \"\", \"\", null, null);"));
    }

    /** What has to be on the disk, and is only noted. */
    private static List<PlantedFault> ofPowerCuts() {
        return List.of(
                PlantedFault.of(
                        "a file is put aside under an intent that is only noted",
                        "safety/LocalFileRemover",
                        "return database.write(tx -> {\n            tx.assets().touch(",
                        "return database.note(tx -> {\n            tx.assets().touch("),
                PlantedFault.of(
                        "a file goes under a certificate that is only noted",
                        "safety/LocalFileRemover",
                        "database.writing(tx -> {\n            tx.certificates().commit(",
                        "database.noting(tx -> {\n            tx.certificates().commit("),
                PlantedFault.of(
                        "a copy that was found damaged is only noted",
                        "CopyCare",
                        "return database.write(tx -> {\n            hold.check(tx);\n            boolean counted",
                        "return database.note(tx -> {\n            hold.check(tx);\n            boolean counted"),
                PlantedFault.of(
                        "a deletion is only noted",
                        "Deleting",
                        "return database.write(tx -> delete(",
                        "return database.note(tx -> delete("));
    }

    /** What is told to places. */
    private static List<PlantedFault> ofTelling() {
        return List.of(
                PlantedFault.of(
                        "bytes move before the manifest tells of them", "SyncCycle", "phaseOne.run(run) > 0", "false"),
                PlantedFault.of(
                        "a segment is told before its number is on the disk",
                        "manifest/LocalChanges",
                        "? database.write(tx -> some(tx, table))",
                        "? database.note(tx -> some(tx, table))"),
                PlantedFault.of(
                        "a segment counts as told before it is sent",
                        "manifest/MetadataSync",
                        "place.provider().writeMetadata(own.fileName(), bytes);",
                        "",
                        "if (back.filter(there -> Arrays.equals(there, bytes)).isEmpty()) {",
                        "if (back == null) {"),
                PlantedFault.of(
                        "a stranger under one's own name goes unnoticed",
                        "manifest/MetadataSync",
                        "if (strange) {",
                        "if (strange && own == null) {",
                        "return strange;",
                        "return false;"),
                PlantedFault.of(
                        "what was merged is told as one's own",
                        "manifest/SegmentMerge",
                        "known.accept(tx);",
                        "known.accept(tx); SnapshotWriter.begin(tx);"),
                PlantedFault.of(
                        "a vanished file is taken for a delete",
                        "ScanStage",
                        ".map(row -> row.withState(LocalState.MISSING))",
                        ".map(row -> row.withState(LocalState.MISSING).deleted(begun))"));
    }

    /** What other devices told. */
    private static List<PlantedFault> ofMerging() {
        return List.of(
                PlantedFault.of(
                        "a tombstone is forgotten in the merge",
                        "manifest/ManifestReconciler",
                        "one.deleted() || other.deleted() : later.deleted();",
                        "one.deleted() || other.deleted() : one.deleted() && other.deleted();"),
                PlantedFault.of(
                        "what is known here stands over what was set later elsewhere",
                        "manifest/ManifestReconciler",
                        "ManifestRecord later = order >= 0 ? one : other;",
                        "ManifestRecord later = order >= 0 ? one : one;"),
                PlantedFault.of(
                        "the local clock does not go on from the greatest seen",
                        "manifest/SegmentMerge",
                        "tx.segments().sawClock(greatest, tx.now());",
                        "tx.segments().sawClock(Math.min(0, greatest), tx.now());"),
                PlantedFault.of(
                        "half of a segment is applied",
                        "manifest/SegmentMerge",
                        "put(tx, changed);",
                        "put(tx, changed.subList(0, (changed.size() + 1) / 2));"),
                PlantedFault.of(
                        "of two segments with one number only the first is read",
                        "manifest/SegmentPull",
                        "List.<SegmentName>of() : ofSequence) {",
                        "List.<SegmentName>of() : ofSequence.subList(0, 1)) {"),
                PlantedFault.of(
                        "a gap in what a device told is passed over",
                        "manifest/SegmentPull",
                        "if (ofSequence.isEmpty()) {\n                return false;",
                        "if (ofSequence.isEmpty()) {\n                continue;"),
                PlantedFault.of(
                        "a segment that cannot be read is passed over",
                        "manifest/SegmentPull",
                        "if (segment.isEmpty()) {\n                    return false;",
                        "if (segment.isEmpty()) {\n                    continue;"),
                PlantedFault.of(
                        "a listing that lags is believed",
                        "ListingCheck",
                        "session.provider().findNamed(asset.remoteName()) instanceof Presence.Absent",
                        "new Presence.Absent() instanceof Presence.Absent"));
    }

    /** Several at one queue. */
    private static List<PlantedFault> ofWorkers() {
        return List.of(
                PlantedFault.of(
                        "the fence is down",
                        "store/SyncOperationsDao",
                        "where id = ? and claimed_by = ? and fence = ? and",
                        "where id = ? and coalesce(?, '') <> '' and coalesce(?, 0) >= 0 and"),
                PlantedFault.of(
                        "whoever works is taken for dead",
                        "Workers",
                        "if (name.startsWith(ProcessHandle.current().pid() + \"-\")) {\n            return true;",
                        "if (name.startsWith(ProcessHandle.current().pid() + \"-\")) {\n            return false;"));
    }
}
