package breakdex.sync.hash;

import breakdex.sync.event.Finding;
import breakdex.sync.store.LibraryFileRow;

/** What became of hashing one file of a library. */
public sealed interface HashOutcome {
    /** @param row to be stored as it is: the file's hash, and the state in which the file held it */
    record Hashed(LibraryFileRow row, HashedContent content) implements HashOutcome {}

    /** Nothing is known of the content. The row that was there before still stands. */
    record Failed(Finding finding) implements HashOutcome {}
}
