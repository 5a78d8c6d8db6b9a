package breakdex.sync.provider;

import breakdex.sync.asset.RemoteName;

/**
 * What is to be stored.
 *
 * @param name of the object
 * @param sizeBytes of the whole content: the provider refuses to commit fewer or take more
 * @param mimeType for providers that keep one
 */
public record UploadRequest(RemoteName name, long sizeBytes, String mimeType) {}
