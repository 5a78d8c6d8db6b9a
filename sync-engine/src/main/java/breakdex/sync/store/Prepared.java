package breakdex.sync.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * Statements that run for many rows of one transaction: each is prepared once, since SQLite takes longer to prepare one
 * than to run it. To be closed before the transaction ends. Used by one thread.
 */
final class Prepared implements AutoCloseable {
    private final Handle handle;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    Prepared(Handle handle) {
        this.handle = handle;
    }

    /** Runs a statement that changes rows. Returns how many. */
    int change(String sql, @Nullable Object... parameters) {
        try {
            PreparedStatement statement = statements.get(sql);
            if (statement == null) {
                statement = handle.getConnection().prepareStatement(sql);
                statements.put(sql, statement);
            }
            new Parameters(statement).all(parameters);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }

    @Override
    public void close() {
        try {
            for (PreparedStatement statement : statements.values()) {
                statement.close();
            }
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        } finally {
            statements.clear();
        }
    }
}
