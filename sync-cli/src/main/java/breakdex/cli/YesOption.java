package breakdex.cli;

import picocli.CommandLine.Option;

/** For every command that asks. */
final class YesOption {
    @Option(
            names = {"-y", "--yes"},
            description = "Agree to the question beforehand.")
    boolean yes;
}
