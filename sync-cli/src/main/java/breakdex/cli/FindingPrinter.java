package breakdex.cli;

import breakdex.sync.event.Finding;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts findings on a page: the gravest first, no more than {@value #MOST} of a kind. */
final class FindingPrinter {
    static final int MOST = 20;

    private FindingPrinter() {}

    static void print(List<Finding> findings, Page page) {
        Map<String, List<Finding>> kinds = new LinkedHashMap<>();
        findings.stream()
                .sorted(Comparator.comparing(Finding::severity).reversed())
                .forEach(finding -> kinds.computeIfAbsent(
                                finding.severity() + finding.kind(), kind -> new java.util.ArrayList<>())
                        .add(finding));
        kinds.values().forEach(alike -> printAlike(alike, page));
    }

    private static void printAlike(List<Finding> alike, Page page) {
        alike.stream().limit(MOST).forEach(finding -> page.line(tone(finding), line(finding)));
        if (alike.size() > MOST) {
            page.faint("  … and " + Units.count(alike.size() - MOST) + " more of this kind.");
        }
    }

    /** What happened, to what, what next. */
    private static String line(Finding finding) {
        boolean named = finding.subject().isEmpty() || finding.sentence().contains(finding.subject());
        return word(finding.severity()) + (named ? "" : finding.subject() + ": ") + finding.text();
    }

    private static String word(Finding.Severity severity) {
        return switch (severity) {
            case ERROR -> "error: ";
            case WARNING -> "warning: ";
            case NOTE -> "note: ";
        };
    }

    private static Page.Tone tone(Finding finding) {
        return switch (finding.severity()) {
            case ERROR -> Page.Tone.BAD;
            case WARNING -> Page.Tone.WARNING;
            case NOTE -> Page.Tone.PLAIN;
        };
    }
}
