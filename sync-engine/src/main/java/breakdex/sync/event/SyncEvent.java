package breakdex.sync.event;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.EvidenceGrade;
import java.time.Instant;

/**
 * One thing that happened. Sealed: whoever shows events switches over all of them, and the compiler says when one is
 * new. Every record is immutable and names providers as people do.
 */
public sealed interface SyncEvent {

    /** A stage of the cycle began. {@code what} is its name as people read it. */
    record StageStarted(String what) implements SyncEvent {}

    /** The folder was walked. Counts are of files with wanted names. */
    record LibraryScanned(String library, long files, long bytes, long changed) implements SyncEvent {}

    /** So many bytes of the local library were hashed since the event before; for bars. */
    record BytesHashed(long bytes) implements SyncEvent {}

    /** A file's content is known now. */
    record FileHashed(String path, ContentHash hash, long bytes) implements SyncEvent {}

    /** An operation was taken up. {@code operation} is upload, download, verify or delete_remote. */
    record OperationStarted(String operationId, String operation, String provider, ContentHash hash, long totalBytes)
            implements SyncEvent {}

    /** {@code confirmed} bytes of {@code totalBytes} are there; after a resume it starts at what the far side holds. */
    record OperationProgressed(String operationId, long confirmed, long totalBytes) implements SyncEvent {}

    /** An interrupted transfer goes on at {@code offset} rather than from zero. */
    record TransferResumed(String operationId, String provider, ContentHash hash, long offset, long totalBytes)
            implements SyncEvent {}

    /** {@code movedBytes} went over the wire for it, which is less than the whole after a resume, 0 if it was there. */
    record OperationCompleted(String operationId, String operation, String provider, ContentHash hash, long movedBytes)
            implements SyncEvent {}

    /** Will be tried again at {@code nextAttempt}, or, where that is {@link Instant#MAX}, needs a person. */
    record OperationFailed(
            String operationId, String operation, String provider, ContentHash hash, String why, Instant nextAttempt)
            implements SyncEvent {}

    /** A copy was looked at and holds what it should. */
    record CopyProved(String provider, ContentHash hash, EvidenceGrade grade) implements SyncEvent {}

    /** A local file was let go under a certificate. */
    record FileFreed(String path, ContentHash hash, long bytes, String certificateId) implements SyncEvent {}

    /** A file came back under its name, its hash checked. */
    record FileRestored(String path, ContentHash hash, long bytes) implements SyncEvent {}

    /** Something that a person should know. */
    record Found(Finding finding) implements SyncEvent {}
}
