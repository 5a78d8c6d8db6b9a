package breakdex.sync.sim;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Faults that engines of this kind have had, each put into one place of ours. */
final class PlantedFaults {
    private PlantedFaults() {}

    static List<PlantedFault> all() {
        return Stream.of(ofFreeing(), ofProofs(), ofOrder(), ofPowerCuts())
                .flatMap(List::stream)
                .toList();
    }

    /** Those that a handful of seeds is enough for, so that every build can try them. */
    static List<PlantedFault> foundSoon() {
        Set<String> names = Set.of(
                "one copy is enough to let a file go",
                "two copies in one domain are enough to let a file go",
                "an accepted upload is taken for a copy",
                "a copy of the right size is taken for the right copy",
                "the proof is recorded before the read-back",
                "an unplugged library is read as empty");
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
                        "found.hash().equals(object.name().hash()) && ",
                        ""),
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
                        "boolean prepared = database.write(",
                        "boolean prepared = database.note("),
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
}
