package breakdex.sync.asset;

import org.jspecify.annotations.Nullable;

/**
 * What a video's own headers say of it. Any part may be unknown.
 *
 * @param durationMs milliseconds, null where unknown
 * @param width pixels, null where unknown
 * @param height pixels, null where unknown
 */
public record MediaInfo(
        @Nullable Long durationMs,
        @Nullable Integer width,
        @Nullable Integer height) {
    public static final MediaInfo UNKNOWN = new MediaInfo(null, null, null);
}
