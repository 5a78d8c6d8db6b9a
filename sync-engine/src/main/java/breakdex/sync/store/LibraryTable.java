package breakdex.sync.store;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The tables of what the videos are about, in an order in which no row points to a later table. Their rows are written
 * from the records of their kinds, and from nowhere else.
 */
public enum LibraryTable {
    MOVE("move", "moves"),
    COMBO("combo", "combos"),
    /** A step of a combo's sequence. */
    COMBO_MOVE("combo_move", "combo_moves"),
    REVIEW("review", "reviews");

    private final String kind;
    private final String table;

    LibraryTable(String kind, String table) {
        this.kind = kind;
        this.table = table;
    }

    /** The kind of its records. */
    public String kind() {
        return kind;
    }

    /** Its name in the database. */
    public String table() {
        return table;
    }

    /** The types of its columns but {@code id}; each column is the record's field of that name. */
    public Map<String, ManifestColumns.Type> types() {
        return fields().stream().collect(Collectors.toMap(ManifestColumns.Field::name, ManifestColumns.Field::type));
    }

    List<ManifestColumns.Field> fields() {
        return ManifestColumns.of(this);
    }
}
