package breakdex.sync.safety;

import breakdex.sync.store.LibraryFileRow;
import breakdex.sync.verify.LocalProof;
import java.nio.file.Path;

/**
 * A local file that does not hold what was backed up though nothing touched it.
 *
 * @param row what is recorded of it, with a hash
 * @param file where it lies, absolute
 */
public record DamagedFile(LibraryFileRow row, Path file, LocalProof.Damaged proof) {}
