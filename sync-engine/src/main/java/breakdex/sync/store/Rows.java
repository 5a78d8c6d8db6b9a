package breakdex.sync.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * Reads and changes rows, with parameters and columns by position: for what every start asks, and for what has a row
 * a file or an operation. The other statements go by name.
 */
final class Rows {
    private Rows() {}

    /** Makes a row's record. */
    @FunctionalInterface
    interface Mapper<T> {
        T map(Columns row) throws SQLException;
    }

    static <T> List<T> list(Handle handle, String sql, Mapper<T> mapper, @Nullable Object... parameters) {
        List<T> found = new ArrayList<>();
        each(handle, sql, mapper, found::add, parameters);
        return found;
    }

    static <T> Optional<T> first(Handle handle, String sql, Mapper<T> mapper, @Nullable Object... parameters) {
        return list(handle, sql, mapper, parameters).stream().findFirst();
    }

    /** The one row of a statement that always has one, such as a count. */
    static <T> T one(Handle handle, String sql, Mapper<T> mapper, @Nullable Object... parameters) {
        return first(handle, sql, mapper, parameters).orElseThrow();
    }

    /** Runs a statement that changes rows. Returns how many. */
    static int change(Handle handle, String sql, @Nullable Object... parameters) {
        try (PreparedStatement statement = handle.getConnection().prepareStatement(sql)) {
            new Parameters(statement).all(parameters);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }

    /** Hands on row by row, keeping none. */
    static <T> void each(
            Handle handle, String sql, Mapper<T> mapper, Consumer<T> each, @Nullable Object... parameters) {
        try (PreparedStatement statement = handle.getConnection().prepareStatement(sql)) {
            new Parameters(statement).all(parameters);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    each.accept(mapper.map(new Columns(rows)));
                }
            }
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }
}
