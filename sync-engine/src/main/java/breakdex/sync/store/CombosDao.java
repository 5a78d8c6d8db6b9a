package breakdex.sync.store;

import breakdex.sync.asset.Combo;
import breakdex.sync.asset.ContentHash;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The tables {@code combos} and {@code combo_moves}, for reading: they are written from the manifest only. */
public final class CombosDao {
    private static final String SELECT =
            "select id, name, notes, active_video_path, content_hash, updated_at, deleted_at from combos ";

    private static final String STEPS = "select combo_id, id, move_id, sequence_index from combo_moves ";

    private final Handle handle;

    CombosDao(Handle handle) {
        this.handle = handle;
    }

    public Optional<Combo> find(String id) {
        return read(SELECT + "where id = ?", steps(id), id).stream().findFirst();
    }

    /** By name, then id; the deleted ones too. */
    public List<Combo> all() {
        List<Step> steps = Rows.list(handle, STEPS + "order by sequence_index, move_id, id", CombosDao::step);
        return read(SELECT + "order by name, id", steps);
    }

    /** The live ones whose video this is, by name. */
    public List<Combo> withVideo(ContentHash hash) {
        return read(
                SELECT + "where content_hash = ? and deleted_at is null order by name, id", List.of(), hash.toString());
    }

    /** The steps of a combo by the ids of their records, in order. */
    public Map<String, Combo.Step> stepsById(String comboId) {
        Map<String, Combo.Step> byId = new LinkedHashMap<>();
        steps(comboId).forEach(step -> byId.put(step.id(), step.step()));
        return byId;
    }

    private record Step(String comboId, String id, Combo.Step step) {}

    private List<Step> steps(String comboId) {
        return Rows.list(
                handle, STEPS + "where combo_id = ? order by sequence_index, move_id, id", CombosDao::step, comboId);
    }

    private static Step step(Columns row) throws SQLException {
        return new Step(row.text(), row.text(), new Combo.Step(row.text(), row.number()));
    }

    private List<Combo> read(String sql, List<Step> steps, @Nullable Object... parameters) {
        Map<String, List<Combo.Step>> byCombo = steps.stream()
                .collect(Collectors.groupingBy(Step::comboId, Collectors.mapping(Step::step, Collectors.toList())));
        return Rows.list(handle, sql, row -> combo(row, byCombo), parameters);
    }

    private static Combo combo(Columns row, Map<String, List<Combo.Step>> steps) throws SQLException {
        String id = row.text();
        return new Combo(
                id,
                row.text(),
                row.textOrNull(),
                row.textOrNull(),
                row.hashOrNull(),
                row.timeOrNull(),
                row.timeOrNull(),
                steps.getOrDefault(id, List.of()));
    }

    /** Its columns but those that go by the change itself: when it was changed, and deleted. */
    public static Map<String, @Nullable Object> columns(Combo combo) {
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("name", combo.name());
        columns.put("notes", combo.notes());
        columns.put("active_video_path", combo.activeVideoPath());
        columns.put("content_hash", MovesDao.text(combo.video()));
        return columns;
    }

    /** The columns of a step. */
    public static Map<String, @Nullable Object> columns(String comboId, Combo.Step step) {
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("combo_id", comboId);
        columns.put("move_id", step.moveId());
        columns.put("sequence_index", step.index());
        return columns;
    }
}
