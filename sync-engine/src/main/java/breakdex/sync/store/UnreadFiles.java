package breakdex.sync.store;

import java.time.Instant;

/**
 * Which files are meant: those that lie on a machine and were last read before a time.
 *
 * @param libraryId in this library; empty for all
 * @param path at or below this path of it; empty for the whole library
 */
public record UnreadFiles(String machineId, String libraryId, String path, Instant before) {
    public static UnreadFiles of(String machineId, Instant before) {
        return new UnreadFiles(machineId, "", "", before);
    }
}
