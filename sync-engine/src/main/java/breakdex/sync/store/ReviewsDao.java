package breakdex.sync.store;

import breakdex.sync.asset.Review;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table {@code reviews}, for reading: it is written from the manifest only. */
public final class ReviewsDao {
    private static final String SELECT = """
            select id, rating, review_type, reviewed_at, move_id, combo_id, entity_display_name, fsrs_pre_state,
                   fsrs_post_state
            from reviews
            """;

    private final Handle handle;

    ReviewsDao(Handle handle) {
        this.handle = handle;
    }

    public Optional<Review> find(String id) {
        return Rows.first(handle, SELECT + "where id = ?", ReviewsDao::read, id);
    }

    /** By time, then id. */
    public List<Review> ofMove(String moveId) {
        return Rows.list(handle, SELECT + "where move_id = ? order by reviewed_at, id", ReviewsDao::read, moveId);
    }

    /** By time, then id. */
    public List<Review> ofCombo(String comboId) {
        return Rows.list(handle, SELECT + "where combo_id = ? order by reviewed_at, id", ReviewsDao::read, comboId);
    }

    private static Review read(Columns row) throws SQLException {
        String id = row.text();
        String rating = row.textOrNull();
        String type = row.textOrNull();
        return new Review(
                id,
                rating == null ? null : Review.Rating.valueOf(rating),
                type == null ? null : Review.Type.valueOf(type),
                row.time(),
                row.textOrNull(),
                row.textOrNull(),
                row.textOrNull(),
                row.textOrNull(),
                row.textOrNull());
    }

    public static Map<String, @Nullable Object> columns(Review review) {
        Map<String, @Nullable Object> columns = new HashMap<>();
        boolean ofMove = review.moveId() != null;
        columns.put("rating", name(review.rating()));
        columns.put("review_type", name(review.type()));
        columns.put("reviewed_at", review.reviewedAt());
        columns.put("move_id", review.moveId());
        columns.put("combo_id", review.comboId());
        columns.put("entity_id_snapshot", ofMove ? review.moveId() : review.comboId());
        columns.put("entity_type", ofMove ? "move" : "combo");
        columns.put("entity_display_name", review.entityName());
        columns.put("fsrs_pre_state", review.fsrsBefore());
        columns.put("fsrs_post_state", review.fsrsAfter());
        return columns;
    }

    private static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }
}
