package breakdex.sync.verify;

import breakdex.sync.asset.Evidence;
import breakdex.sync.provider.RemoteObject;

/** What a look at one copy found. */
public sealed interface ProofResult {
    /** It holds the hash. The object's size is that of the bytes that were read. */
    record Proved(RemoteObject object, Evidence evidence) implements ProofResult {}

    /**
     * It was read to its end and holds something else.
     *
     * @param what in words: how many bytes, which hash
     * @param fromMedium whether the medium itself was read; only then may the copy be condemned
     */
    record Mismatch(RemoteObject object, String what, boolean fromMedium) implements ProofResult {}

    /** The provider says for certain that it is not there. */
    record Gone() implements ProofResult {}

    /** Nobody can say just now. */
    record Unknown(String why) implements ProofResult {}
}
