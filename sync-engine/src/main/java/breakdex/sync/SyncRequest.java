package breakdex.sync;

/**
 * How a run is to be made.
 *
 * @param readBackDirect whether the proof after an upload reads from the medium rather than wherever is fastest
 * @param dryRun scan, hash and plan, but move nothing
 */
public record SyncRequest(boolean readBackDirect, boolean dryRun) {}
