package breakdex.sync.store;

import breakdex.sync.asset.ContentHash;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code certificates}: on what grounds a local file was let go.
 *
 * @param deviceId whose database says so
 * @param asideName the name that the file bore, in its own folder, while it was hashed for the last time
 * @param reliedOnJson the copies relied on, with evidence and times
 * @param committedAt when the grounds were complete; null before that
 * @param removedAt when the file was seen to be gone; null before that
 * @param machineId on whose disk the file was
 */
public record CertificateRow(
        String id,
        ContentHash hash,
        String libraryId,
        String deviceId,
        String path,
        Status status,
        String asideName,
        long sizeBytes,
        long modifiedNs,
        String reliedOnJson,
        String engineVersion,
        Instant preparedAt,
        @Nullable Instant committedAt,
        @Nullable Instant removedAt,
        String machineId) {
    /** How far the removal came. The database holds the lower-case name. */
    public enum Status {
        /** The file is about to be renamed aside, or was. At the next start it gets its name back. */
        PREPARED,
        /** The file was removed, or was just about to be. */
        COMMITTED,
        /** The file got its name back; nothing was removed. */
        WITHDRAWN;

        /** As it stands in the database. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
