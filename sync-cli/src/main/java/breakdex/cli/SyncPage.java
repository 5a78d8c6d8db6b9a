package breakdex.cli;

import breakdex.sync.Outcome;
import breakdex.sync.SyncReport;
import breakdex.sync.SyncState.ProviderState;
import breakdex.sync.asset.Protection;
import breakdex.sync.store.StatusDao.Amount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a sync did, for people: figures, findings, one verdict. */
final class SyncPage {
    private static final List<Protection> WANTING =
            List.of(Protection.LOST, Protection.NOT_BACKED_UP, Protection.AT_RISK, Protection.PROOF_DUE);

    private SyncPage() {}

    /** Never {@code DONE} while the report itself counts something that is not safe. */
    static ExitCode exit(SyncReport report, boolean dryRun) {
        boolean wanting = !dryRun && !wanting(report).isEmpty();
        Outcome outcome = wanting ? report.outcome().worse(Outcome.INCOMPLETE) : report.outcome();
        return Failures.exit(outcome);
    }

    static void print(SyncReport report, List<ProviderState> providers, boolean dryRun, Page page) {
        figures(report, dryRun, page);
        if (!report.findings().isEmpty()) {
            page.gap();
            FindingPrinter.print(report.findings(), page);
        }
        page.gap();
        if (dryRun) {
            page.plain(DryRunOption.NOTHING_CHANGED);
        } else {
            verdict(report, providers, page);
        }
    }

    private static void figures(SyncReport report, boolean dryRun, Page page) {
        page.plain("Looked at " + files(report.files()) + "; " + (dryRun ? "would read " : "read ")
                + files(report.hashed()) + ".");
        page.plain((dryRun ? "Would make " : "Made ") + copies(report.copiesMade()) + ", "
                + Units.bytes(report.bytesMoved()) + (dryRun ? " to send." : " sent; ")
                + (dryRun
                        ? ""
                        : Units.count(report.copiesProved(), "proof") + " obtained in " + Units.span(report.took())
                                + "."));
        resumed(report.resumed(), page);
        CheckedPage.print(report.checked(), page);
    }

    private static void resumed(Amount resumed, Page page) {
        if (resumed.assets() > 0) {
            page.plain("Went on with " + Units.count(resumed.assets(), "upload") + " where an earlier run had stopped: "
                    + Units.bytes(resumed.bytes()) + " were there already.");
        }
    }

    private static String copies(long copies) {
        return Units.count(copies, "copy");
    }

    private static String files(Amount files) {
        return Units.count(files.assets(), "file") + ", " + Units.bytes(files.bytes());
    }

    private static void verdict(SyncReport report, List<ProviderState> providers, Page page) {
        Amount safe = amount(report, Protection.PROTECTED);
        ExitCode exit = exit(report, false);
        if (exit == ExitCode.DONE) {
            page.line(
                    safe.assets() == 0 ? Page.Tone.PLAIN : Page.Tone.GOOD,
                    safe.assets() == 0
                            ? "Done: the libraries hold no wanted file yet."
                            : "Protected: " + clips(safe) + ", " + each(safe) + proved(providers) + ".");
            return;
        }
        String word = exit == ExitCode.NOT_REACHABLE ? "Incomplete, something could not be reached: " : "Incomplete: ";
        page.warning(word + clips(safe) + " protected" + rest(report) + ". `breakdex status` shows how all stands.");
    }

    private static String clips(Amount amount) {
        return Units.count(amount.assets(), "clip") + ", " + Units.bytes(amount.bytes());
    }

    private static String each(Amount safe) {
        return safe.assets() == 1 ? "" : "each ";
    }

    private static String proved(List<ProviderState> providers) {
        List<String> names = providers.stream()
                .filter(provider -> provider.enabled() && provider.counts())
                .map(ProviderState::name)
                .toList();
        return "proved in two places" + (names.size() > 2 ? " or more (" : " (") + String.join(", ", names) + ")";
    }

    private static String rest(SyncReport report) {
        return wanting(report).entrySet().stream()
                .map(entry ->
                        "; " + clips(entry.getValue()) + " " + entry.getKey().words())
                .collect(Collectors.joining());
    }

    private static Map<Protection, Amount> wanting(SyncReport report) {
        Map<Protection, Amount> wanting = new java.util.LinkedHashMap<>();
        for (Protection protection : new ArrayList<>(WANTING)) {
            if (amount(report, protection).assets() > 0) {
                wanting.put(protection, amount(report, protection));
            }
        }
        return wanting;
    }

    private static Amount amount(SyncReport report, Protection protection) {
        return report.protection().getOrDefault(protection, Amount.NONE);
    }
}
