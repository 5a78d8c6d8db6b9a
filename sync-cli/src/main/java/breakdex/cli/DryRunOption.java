package breakdex.cli;

import picocli.CommandLine.Option;

/** For every command that changes something. */
final class DryRunOption {
    static final String NOTHING_CHANGED = "Dry run: nothing was changed.";

    @Option(
            names = {"-n", "--dry-run"},
            description = "Show what would be done, and change nothing.")
    boolean dryRun;
}
