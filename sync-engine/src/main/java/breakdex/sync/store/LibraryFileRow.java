package breakdex.sync.store;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.LocalState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code library_files}: one name in one library on one machine, and what the file was when it was last
 * hashed.
 *
 * @param path relative to the library, {@code /} between names, as found; bytes that are not UTF-8 escaped
 * @param folder all of {@code path} before the last {@code /}, empty at the top
 * @param hash of its content; null until it was hashed
 * @param modifiedNs modification time, nanoseconds since 1970
 * @param changedNs change time of the inode where the system has one, else 0
 * @param fileKey the file's identity on its file store; null where the system has none
 * @param settled false where the file was younger than a minute when it was hashed: it is hashed again at the next scan
 *     and not freed before
 * @param deletedAt when a person took the name out of the library; null otherwise
 * @param wantedAt when a person asked for the file back; null otherwise
 * @param restoreTo absolute path under which it is wanted; null for its own place
 */
public record LibraryFileRow(
        String libraryId,
        String machineId,
        String path,
        String folder,
        @Nullable ContentHash hash,
        long sizeBytes,
        long modifiedNs,
        long changedNs,
        @Nullable String fileKey,
        LocalState state,
        boolean settled,
        @Nullable Instant hashedAt,
        @Nullable Instant deletedAt,
        @Nullable Instant wantedAt,
        @Nullable String restoreTo) {
    public LibraryFileRow withState(LocalState other) {
        return new LibraryFileRow(
                libraryId,
                machineId,
                path,
                folder,
                hash,
                sizeBytes,
                modifiedNs,
                changedNs,
                fileKey,
                other,
                settled,
                hashedAt,
                deletedAt,
                wantedAt,
                restoreTo);
    }

    /** The file lies here with the content that is recorded, and bears these times. */
    public LibraryFileRow present(long modified, long changed, @Nullable String key) {
        return new LibraryFileRow(
                libraryId,
                machineId,
                path,
                folder,
                hash,
                sizeBytes,
                modified,
                changed,
                key,
                LocalState.PRESENT,
                true,
                hashedAt,
                deletedAt,
                wantedAt,
                restoreTo);
    }

    /** To be hashed again at the next scan, whatever its times say. */
    public LibraryFileRow unsettled() {
        return new LibraryFileRow(
                libraryId,
                machineId,
                path,
                folder,
                hash,
                sizeBytes,
                modifiedNs,
                changedNs,
                fileKey,
                state,
                false,
                hashedAt,
                deletedAt,
                wantedAt,
                restoreTo);
    }

    /** @param to absolute path under which it is wanted, null for its own place */
    public LibraryFileRow wanted(@Nullable Instant at, @Nullable String to) {
        return new LibraryFileRow(
                libraryId,
                machineId,
                path,
                folder,
                hash,
                sizeBytes,
                modifiedNs,
                changedNs,
                fileKey,
                state,
                settled,
                hashedAt,
                deletedAt,
                at,
                to);
    }

    /** @param at when a person took the name out of the library, null to bring it back */
    public LibraryFileRow deleted(@Nullable Instant at) {
        return new LibraryFileRow(
                libraryId,
                machineId,
                path,
                folder,
                hash,
                sizeBytes,
                modifiedNs,
                changedNs,
                fileKey,
                state,
                settled,
                hashedAt,
                at,
                wantedAt,
                restoreTo);
    }

    /** The part of {@code path} before its last {@code /}. */
    public static String folderOf(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }
}
