package breakdex.sync.safety;

import breakdex.sync.asset.Asset;
import breakdex.sync.asset.AssetCopy;
import breakdex.sync.verify.ProofResult;

/**
 * Looks at one copy again, now, at the bytes' own store, and records what it found. Handed to the guard by the cycle,
 * which knows the providers that answer.
 */
@FunctionalInterface
public interface CopyLook {
    /** @return {@link ProofResult.Unknown} where the provider does not answer */
    ProofResult look(Asset asset, AssetCopy copy) throws InterruptedException;
}
