package breakdex.sync.store;

import breakdex.sync.asset.ContentHash;

/** A task to be queued. */
public record NewOperation(
        String id, ContentHash hash, String providerId, OperationType type, long priority, long totalBytes) {}
