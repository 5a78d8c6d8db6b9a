package breakdex.sync.asset;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of moves. Immutable; times have milliseconds.
 *
 * @param id given by whoever made it
 * @param name as the dancer calls it
 * @param notes free text
 * @param activeVideoPath its video in the app
 * @param video the content of its video, whether or not this device has it; null for none
 * @param updatedAt when it or its sequence last changed; null before it is stored, and set by the engine
 * @param deletedAt when it was deleted; null while it is there
 * @param steps its sequence; read from the engine they are in order
 */
public record Combo(
        String id,
        String name,
        @Nullable String notes,
        @Nullable String activeVideoPath,
        @Nullable ContentHash video,
        @Nullable Instant updatedAt,
        @Nullable Instant deletedAt,
        List<Step> steps) {
    public Combo {
        steps = List.copyOf(steps);
    }

    /**
     * A move's place in the sequence.
     *
     * @param index from 0 to 1,000,000,000. Two steps may have one: two devices that each put a move there without
     *     knowing of the other leave both, ordered by the move's id
     */
    public record Step(String moveId, long index) {}

    /** A new one, of which nothing else is known, with these moves from index 0 on. */
    public static Combo of(String id, String name, List<String> moveIds) {
        return new Combo(id, name, null, null, null, null, null, sequence(moveIds));
    }

    private static List<Step> sequence(List<String> moveIds) {
        return IntStream.range(0, moveIds.size())
                .mapToObj(index -> new Step(moveIds.get(index), index))
                .toList();
    }

    public boolean isDeleted() {
        return deletedAt != null;
    }

    public Combo withName(String other) {
        return new Combo(id, other, notes, activeVideoPath, video, updatedAt, deletedAt, steps);
    }

    /** With these moves, from index 0 on, in place of those that it has. */
    public Combo withMoves(List<String> moveIds) {
        return new Combo(id, name, notes, activeVideoPath, video, updatedAt, deletedAt, sequence(moveIds));
    }

    /** @param other null for no video */
    public Combo withVideo(@Nullable ContentHash other) {
        return new Combo(id, name, notes, activeVideoPath, other, updatedAt, deletedAt, steps);
    }

    /** @param at null: it is there */
    public Combo withDeletedAt(@Nullable Instant at) {
        return new Combo(id, name, notes, activeVideoPath, video, updatedAt, at, steps);
    }
}
