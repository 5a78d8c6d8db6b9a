package breakdex.sync.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Runs one statement for many rows, with parameters by position. For what is written once a file or more: to bind
 * parameters by their names takes longer than SQLite takes for the row.
 */
final class Batch {
    private Batch() {}

    /** Gives a row's parameters, from the left. */
    @FunctionalInterface
    interface Binder<T> {
        void bind(Parameters parameters, T row) throws SQLException;
    }

    /** Returns how many rows of the table were changed. */
    static <T> int run(Handle handle, String sql, Collection<T> rows, Binder<T> binder) {
        if (rows.isEmpty()) {
            return 0;
        }
        try (PreparedStatement statement = handle.getConnection().prepareStatement(sql)) {
            for (T row : rows) {
                binder.bind(new Parameters(statement), row);
                statement.addBatch();
            }
            return Arrays.stream(statement.executeBatch())
                    .map(count -> Math.max(count, 0))
                    .sum();
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }
}
