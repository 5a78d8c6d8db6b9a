package breakdex.sync.asset;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What we know of one copy, how, and since when.
 *
 * @param grade what the proof rests on
 * @param obtainedAt when the bytes, or the server's answer, were looked at
 * @param deviceId the device that looked
 * @param objectVersion the provider's name for the state of the object that was looked at; null where it has none
 */
public record Evidence(
        EvidenceGrade grade,
        Instant obtainedAt,
        String deviceId,
        @Nullable String objectVersion) {}
