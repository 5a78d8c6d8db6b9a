package breakdex.sync;

import breakdex.sync.asset.Asset;
import breakdex.sync.asset.AssetCopy;
import breakdex.sync.asset.FailureDomain;
import breakdex.sync.asset.LocalState;
import breakdex.sync.asset.Protection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where one asset is, how sure we are and since when: the answer to {@code why}. */
public record AssetReport(
        Asset asset,
        Protection protection,
        String sentence,
        List<Name> names,
        List<Copy> copies,
        List<Certificate> certificates,
        List<OperationView> operations) {
    /** @param place the file's absolute path on this device; null where its library has no place here */
    public record Name(
            String library, String path, @Nullable String place, LocalState state, boolean deleted) {}

    /**
     * @param counts whether it adds to {@code copy_count}
     * @param fresh whether its proof is younger than {@code SafetyDelays.proofFreshness}
     * @param how the evidence in words
     */
    public record Copy(
            AssetCopy copy, String provider, FailureDomain domain, boolean counts, boolean fresh, String how) {}

    /** @param reliedOn one line for each copy that the removal rested on */
    public record Certificate(
            String id, String path, String status, Instant at, String engineVersion, List<String> reliedOn) {}
}
