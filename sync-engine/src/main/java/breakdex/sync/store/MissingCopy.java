package breakdex.sync.store;

import breakdex.sync.asset.ContentHash;

/**
 * A live asset that a provider should hold and does not.
 *
 * @param machineId a machine that has a file of it, ours where it can be; empty where only another provider has it
 */
public record MissingCopy(ContentHash hash, long sizeBytes, int copyCount, String machineId) {}
