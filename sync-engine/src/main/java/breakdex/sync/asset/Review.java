package breakdex.sync.asset;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One rating of a move or combo in spaced repetition. Never changed, never deleted. Immutable; its time has
 * milliseconds.
 *
 * @param id given by whoever made it
 * @param rating null where another version of the app gave one that this version does not know
 * @param type what it was given for; null where that is not known
 * @param reviewedAt when it was given
 * @param moveId of the move that was rated; null for a combo
 * @param comboId of the combo that was rated; null for a move
 * @param entityName what the move or combo was called then; null where nobody said
 * @param fsrsBefore state of the learning schedule before, in the app's words
 * @param fsrsAfter and after
 */
public record Review(
        String id,
        @Nullable Rating rating,
        @Nullable Type type,
        Instant reviewedAt,
        @Nullable String moveId,
        @Nullable String comboId,
        @Nullable String entityName,
        @Nullable String fsrsBefore,
        @Nullable String fsrsAfter) {
    /** How well it went. */
    public enum Rating {
        AGAIN,
        HARD,
        GOOD,
        EASY
    }

    /** What it was given for. */
    public enum Type {
        MOVE,
        COMBO,
        /** Outside the schedule. */
        MANUAL
    }

    public static Review ofMove(String id, String moveId, Rating rating, Instant reviewedAt) {
        return new Review(id, rating, Type.MOVE, reviewedAt, moveId, null, null, null, null);
    }

    public static Review ofCombo(String id, String comboId, Rating rating, Instant reviewedAt) {
        return new Review(id, rating, Type.COMBO, reviewedAt, null, comboId, null, null, null);
    }
}
