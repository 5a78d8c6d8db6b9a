package breakdex.sync.safety;

import java.nio.file.Path;

/** What became of a damaged file. */
public sealed interface QuarantineResult {
    /** Its bytes lie under another name, and the file is wanted back. */
    record SetAside(DamagedFile damaged, Path aside) implements QuarantineResult {}

    /**
     * It stays as it is.
     *
     * @param why follows "it"
     */
    record Kept(DamagedFile damaged, String why) implements QuarantineResult {}
}
