package breakdex.sync.store;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.Move;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table {@code moves}, for reading: it is written from the manifest only. */
public final class MovesDao {
    private static final String SELECT = """
            select id, name, category, learning_state, notes, content_hash, video_path, original_video_name,
                   archived_at, archive_reason, created_at, updated_at, deleted_at
            from moves
            """;

    private final Handle handle;

    MovesDao(Handle handle) {
        this.handle = handle;
    }

    public Optional<Move> find(String id) {
        return Rows.first(handle, SELECT + "where id = ?", MovesDao::read, id);
    }

    /** By name, then id; the deleted ones too. */
    public List<Move> all() {
        return Rows.list(handle, SELECT + "order by name, id", MovesDao::read);
    }

    /** The live ones whose video this is, by name. */
    public List<Move> withVideo(ContentHash hash) {
        return Rows.list(
                handle,
                SELECT + "where content_hash = ? and deleted_at is null order by name, id",
                MovesDao::read,
                hash.toString());
    }

    private static Move read(Columns row) throws SQLException {
        return new Move(
                row.text(),
                row.text(),
                row.textOrNull(),
                row.textOrNull(),
                row.textOrNull(),
                row.hashOrNull(),
                row.textOrNull(),
                row.textOrNull(),
                row.timeOrNull(),
                row.textOrNull(),
                row.timeOrNull(),
                row.timeOrNull(),
                row.timeOrNull());
    }

    /** Its columns but those that go by the change itself: when it was changed, and deleted. */
    public static Map<String, @Nullable Object> columns(Move move) {
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("name", move.name());
        columns.put("category", move.category());
        columns.put("learning_state", move.learningState());
        columns.put("notes", move.notes());
        columns.put("content_hash", text(move.video()));
        columns.put("video_path", move.videoPath());
        columns.put("original_video_name", move.originalVideoName());
        columns.put("archived_at", move.archivedAt());
        columns.put("archive_reason", move.archiveReason());
        columns.put("created_at", move.createdAt());
        return columns;
    }

    static @Nullable String text(@Nullable ContentHash hash) {
        return hash == null ? null : hash.toString();
    }
}
