package breakdex.cli;

import breakdex.sync.scan.ScanRules;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which files of a folder are wanted. */
final class RuleOptions {
    @Option(
            names = "--include",
            paramLabel = "GLOB",
            description = "Take these files too, such as '*.insv' (repeatable).")
    List<String> include = new ArrayList<>();

    @Option(
            names = "--exclude",
            paramLabel = "GLOB",
            description = "Leave these files out, such as 'drafts/**' (repeatable).")
    List<String> exclude = new ArrayList<>();

    @Option(names = "--all-files", description = "Take every file, not only videos.")
    boolean allFiles;

    ScanRules rules() {
        return new ScanRules(List.copyOf(include), List.copyOf(exclude), allFiles);
    }
}
