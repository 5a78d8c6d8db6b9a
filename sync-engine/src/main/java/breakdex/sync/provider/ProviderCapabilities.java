package breakdex.sync.provider;

import breakdex.sync.asset.EvidenceGrade;

/**
 * What a provider can do.
 *
 * @param bestEvidence the strongest proof that it can give
 * @param chunkBytes how much {@link Upload#send} takes at once: the step of progress and of cancellation; at least 1
 * @param resumeBytes an upload of at most so many bytes begins anew when it was cut short, so no resume point of it is
 *     kept; at least {@code chunkBytes}, since less is sent at once
 * @param maxObjectBytes the largest object that it takes, {@link Long#MAX_VALUE} where it knows no limit
 * @param uploads how many at once are good for it
 * @param downloads how many at once are good for it
 */
public record ProviderCapabilities(
        EvidenceGrade bestEvidence,
        int chunkBytes,
        long resumeBytes,
        long maxObjectBytes,
        int uploads,
        int downloads) {}
