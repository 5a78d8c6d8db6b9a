package breakdex.cli;

import picocli.CommandLine.Option;

/** How copies are read when they are proved. */
final class ReadBackOption {
    enum ReadBack {
        CACHED,
        DIRECT
    }

    @Option(
            names = "--read-back",
            paramLabel = "cached|direct",
            description = "How copies are proved: read from the medium itself (direct, the default), or by whatever"
                    + " answers first (cached: faster, weaker).")
    ReadBack readBack = ReadBack.DIRECT;

    boolean direct() {
        return readBack == ReadBack.DIRECT;
    }
}
