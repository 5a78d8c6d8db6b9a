package breakdex.sync.store;

import breakdex.sync.asset.ContentHash;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Statements about many contents at once, whose hashes stand in one list, {@code in (%s)}, by position: for what runs
 * once a file or more, as {@link Batch}.
 */
final class ManyKeys {
    /** Databases bound how many parameters a statement may have. */
    private static final int AT_ONCE = 500;

    private ManyKeys() {}

    static <T> List<T> query(Handle handle, String sql, Collection<ContentHash> hashes, Rows.Mapper<T> mapper) {
        List<T> found = new ArrayList<>();
        each(handle, sql, hashes, statement -> {
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(mapper.map(new Columns(rows)));
                }
            }
        });
        return found;
    }

    static void update(Handle handle, String sql, Collection<ContentHash> hashes) {
        each(handle, sql, hashes, PreparedStatement::executeUpdate);
    }

    private interface Work {
        void run(PreparedStatement statement) throws SQLException;
    }

    private static void each(Handle handle, String sql, Collection<ContentHash> hashes, Work work) {
        List<String> keys =
                hashes.stream().map(ContentHash::toString).distinct().toList();
        for (int from = 0; from < keys.size(); from += AT_ONCE) {
            List<String> page = keys.subList(from, Math.min(from + AT_ONCE, keys.size()));
            String marks = String.join(", ", Collections.nCopies(page.size(), "?"));
            try (PreparedStatement statement = handle.getConnection().prepareStatement(sql.formatted(marks))) {
                for (int i = 0; i < page.size(); i++) {
                    statement.setString(i + 1, page.get(i));
                }
                work.run(statement);
            } catch (SQLException e) {
                throw new UnableToExecuteStatementException(e, null);
            }
        }
    }
}
