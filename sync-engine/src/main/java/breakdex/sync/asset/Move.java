package breakdex.sync.asset;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One technique. Immutable; times have milliseconds.
 *
 * @param id given by whoever made it
 * @param name as the dancer calls it
 * @param category its kind; null where nobody said
 * @param learningState how far it is learnt, in the app's words
 * @param notes free text
 * @param video the content of its video, whether or not this device has it; null for none
 * @param videoPath its video in the app
 * @param originalVideoName the video's first name
 * @param archivedAt when it was archived; null while it is not
 * @param archiveReason why it was
 * @param createdAt when it was made; null where that is not known
 * @param updatedAt when it last changed; null before it is stored, and set by the engine
 * @param deletedAt when it was deleted; null while it is there
 */
public record Move(
        String id,
        String name,
        @Nullable String category,
        @Nullable String learningState,
        @Nullable String notes,
        @Nullable ContentHash video,
        @Nullable String videoPath,
        @Nullable String originalVideoName,
        @Nullable Instant archivedAt,
        @Nullable String archiveReason,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        @Nullable Instant deletedAt) {
    /** A new one, of which nothing else is known. */
    public static Move of(String id, String name, String category) {
        return new Move(id, name, category, null, null, null, null, null, null, null, null, null, null);
    }

    public boolean isDeleted() {
        return deletedAt != null;
    }

    public Move withName(String other) {
        return new Move(
                id,
                other,
                category,
                learningState,
                notes,
                video,
                videoPath,
                originalVideoName,
                archivedAt,
                archiveReason,
                createdAt,
                updatedAt,
                deletedAt);
    }

    public Move withCategory(String other) {
        return new Move(
                id,
                name,
                other,
                learningState,
                notes,
                video,
                videoPath,
                originalVideoName,
                archivedAt,
                archiveReason,
                createdAt,
                updatedAt,
                deletedAt);
    }

    public Move withLearningState(@Nullable String other) {
        return new Move(
                id,
                name,
                category,
                other,
                notes,
                video,
                videoPath,
                originalVideoName,
                archivedAt,
                archiveReason,
                createdAt,
                updatedAt,
                deletedAt);
    }

    public Move withNotes(@Nullable String other) {
        return new Move(
                id,
                name,
                category,
                learningState,
                other,
                video,
                videoPath,
                originalVideoName,
                archivedAt,
                archiveReason,
                createdAt,
                updatedAt,
                deletedAt);
    }

    /** @param other null for no video */
    public Move withVideo(@Nullable ContentHash other) {
        return new Move(
                id,
                name,
                category,
                learningState,
                notes,
                other,
                videoPath,
                originalVideoName,
                archivedAt,
                archiveReason,
                createdAt,
                updatedAt,
                deletedAt);
    }

    /**
     * @param at null: it is not archived any more
     * @param reason null for none
     */
    public Move withArchived(@Nullable Instant at, @Nullable String reason) {
        return new Move(
                id,
                name,
                category,
                learningState,
                notes,
                video,
                videoPath,
                originalVideoName,
                at,
                reason,
                createdAt,
                updatedAt,
                deletedAt);
    }

    /** @param at null: it is there */
    public Move withDeletedAt(@Nullable Instant at) {
        return new Move(
                id,
                name,
                category,
                learningState,
                notes,
                video,
                videoPath,
                originalVideoName,
                archivedAt,
                archiveReason,
                createdAt,
                updatedAt,
                at);
    }
}
