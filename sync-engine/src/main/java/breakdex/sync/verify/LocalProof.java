package breakdex.sync.verify;

import breakdex.sync.scan.FileStamp;

/** What a look at one local file found. */
public sealed interface LocalProof {
    /** It holds the hash that is recorded. */
    record Intact() implements LocalProof {}

    /**
     * It was read badly once, and well at once after that: something between the medium and us is not sound.
     *
     * @param what the bad read gave, in words
     */
    record Doubtful(String what) implements LocalProof {}

    /**
     * Nothing touched it, and two reads gave other bytes.
     *
     * @param what the second read gave, in words
     * @param fromMedium whether the second read went past the page cache
     * @param stamp what the file is
     */
    record Damaged(String what, boolean fromMedium, FileStamp stamp) implements LocalProof {}

    /** Somebody wrote it, or wrote it anew, since it was hashed: no damage, but the next scan's business. */
    record Changed() implements LocalProof {}

    /** Nothing bears its name. */
    record Missing() implements LocalProof {}

    /** @param why in words */
    record Unreadable(String why) implements LocalProof {}
}
