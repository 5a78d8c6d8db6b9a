package breakdex.sync;

import breakdex.sync.asset.FailureDomain;
import breakdex.sync.event.Finding;
import breakdex.sync.store.LibraryRow;
import breakdex.sync.store.ProviderRow;
import java.util.List;

/** What the engine can be asked to do, one class a verb. */
record EngineVerbs(
        Setup setup,
        SyncCycle cycle,
        PhaseOne phaseOne,
        Verifying verifying,
        Freeing freeing,
        Restoring restoring,
        Deleting deleting,
        StateReader state,
        AssetReports reports,
        Working working,
        Doctor doctor,
        Parts parts) {
    /** Metadata first, for letting go too: what other devices deleted, and what they will have to go by. */
    FreeReport free(List<LibraryPaths.Found> founds, RunContext run, boolean dryRun) throws InterruptedException {
        if (dryRun) {
            return freeing.free(founds, run, true);
        }
        phaseOne.run(run);
        FreeReport report = freeing.free(founds, run, false);
        phaseOne.tell(run);
        return report;
    }

    /** What a person could do so that copies count, where too few places do. */
    List<Finding> advice() {
        List<ProviderRow> enabled = parts.database().read(tx -> tx.providers().enabled());
        List<LibraryRow> libraries = parts.database().read(tx -> tx.libraries().all());
        List<FailureDomain> counting = enabled.stream()
                .map(ProviderRow::domain)
                .filter(domain -> StateReader.counts(domain, libraries))
                .toList();
        if (enabled.isEmpty()
                || counting.stream().map(FailureDomain::name).distinct().count() >= 2) {
            return List.of();
        }
        if (counting.isEmpty()) {
            boolean told = enabled.stream().allMatch(place -> place.domain().name() != null)
                    && libraries.stream().allMatch(library -> library.domain().name() != null);
            return List.of(Finding.warning(
                    "no-place-counts",
                    "",
                    told ? ownDisk(enabled.size()) : cannotTell(enabled.size()),
                    "Give a place on another disk, server or cloud; if the machine is wrong about a disk, say so with"
                            + " --domain NAME=DOMAIN."));
        }
        return List.of(Finding.warning(
                "one-domain",
                "",
                "All copies that count lie in one failure domain, and two are needed.",
                "Add a place on another disk, server or cloud."));
    }

    private static String ownDisk(int places) {
        return switch (places) {
            case 1 -> "The place lies on the library's own disk, so no copy counts.";
            case 2 -> "Both places lie on the library's own disk, so no copy counts.";
            default -> "All places lie on the library's own disk, so no copy counts.";
        };
    }

    private static String cannotTell(int places) {
        return (places == 1 ? "The place" : "None of the places")
                + (places == 1 ? " cannot" : " can")
                + " be told apart from the library's own disk, so no copy counts.";
    }
}
