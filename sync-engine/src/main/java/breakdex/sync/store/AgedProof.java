package breakdex.sync.store;

import breakdex.sync.asset.ContentHash;
import java.time.Instant;

/** A copy whose proof has an age at which it is to be obtained anew. */
public record AgedProof(ContentHash hash, String providerId, long sizeBytes, Instant provedAt) {}
