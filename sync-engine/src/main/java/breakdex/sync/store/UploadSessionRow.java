package breakdex.sync.store;

import breakdex.sync.asset.ContentHash;

/**
 * A row of {@code upload_sessions}: where an interrupted upload goes on.
 *
 * @param resumeToken in the provider's own terms; a secret for some, never logged
 */
public record UploadSessionRow(ContentHash hash, String providerId, String resumeToken, long totalBytes) {}
