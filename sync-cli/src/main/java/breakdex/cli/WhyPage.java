package breakdex.cli;

import breakdex.sync.AssetReport;
import breakdex.sync.asset.Evidence;
import breakdex.sync.asset.Protection;
import java.time.Clock;

/** One asset for people: the verdict first, then what it rests on. */
final class WhyPage {
    private final Clock clock;

    WhyPage(Clock clock) {
        this.clock = clock;
    }

    void print(AssetReport report, Page page) {
        boolean safe = report.protection() == Protection.PROTECTED;
        page.line(safe ? Page.Tone.GOOD : Page.Tone.WARNING, report.sentence());
        page.plain("SHA-256 " + report.asset().hash() + ", "
                + Units.bytes(report.asset().sizeBytes()));
        page.gap().plain("Names");
        report.names().forEach(name -> page.plain("  " + name(name)));
        page.gap().plain("Copies");
        report.copies().forEach(copy -> copy(copy, page));
        if (report.copies().isEmpty()) {
            page.plain("  none");
        }
        report.certificates().forEach(certificate -> certificate(certificate, page.gap()));
        if (!report.operations().isEmpty()) {
            page.gap();
            new OperationsPage(clock, true).print(report.operations(), page);
        }
    }

    private static String name(AssetReport.Name name) {
        String place = name.place();
        String where = place == null ? name.path() + " in library " + name.library() : place;
        return where + ": " + name.state().words() + (name.deleted() ? ", deleted by you" : "");
    }

    private void copy(AssetReport.Copy copy, Page page) {
        Evidence evidence = copy.copy().evidence();
        String proof = evidence == null
                ? "no proof"
                : copy.how() + ", " + Units.ago(evidence.obtainedAt(), clock) + (copy.fresh() ? "" : " (too old)");
        String counts = copy.counts() ? "" : "; does not count";
        page.line(
                copy.counts() ? Page.Tone.PLAIN : Page.Tone.WARNING,
                "  " + copy.provider() + ": " + proof + counts + "; dies together with "
                        + copy.domain().words());
        page.faint("    " + copy.copy().remotePath());
        String wrong = copy.copy().errorMessage();
        if (wrong != null) {
            page.bad("    " + wrong);
        }
    }

    private void certificate(AssetReport.Certificate certificate, Page page) {
        page.plain("Certificate " + certificate.id() + " (" + certificate.status() + ")");
        page.plain("  " + certificate.path() + " was let go on " + Units.dayAndTime(certificate.at(), clock)
                + " by version " + certificate.engineVersion() + ", resting on:");
        certificate.reliedOn().forEach(line -> page.plain("  - " + line));
    }
}
