package breakdex.cli;

import org.jspecify.annotations.Nullable;
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
            description = "How new copies are proved: read from the medium itself, or wherever is fastest."
                    + " Else as the setting read-back says; direct there wins.")
    @Nullable
    ReadBack readBack;

    boolean direct() {
        return readBack == ReadBack.DIRECT;
    }
}
