package breakdex.sync.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** Changes rows of the queue as nobody could who asks the table's own checks; they stand again afterwards. */
public final class PastTheChecks {
    private PastTheChecks() {}

    /** Runs statements that name the table without its schema. */
    public static void run(DatabaseAddress address, String... statements) {
        try {
            if (address instanceof DatabaseAddress.File file) {
                onSqlite(file, statements);
            } else {
                onPostgres((DatabaseAddress.Server) address, statements);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void onSqlite(DatabaseAddress.File file, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.path());
                Statement statement = connection.createStatement()) {
            statement.execute("pragma foreign_keys = off");
            statement.execute("pragma ignore_check_constraints = on");
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static void onPostgres(DatabaseAddress.Server server, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.url(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set search_path to breakdex");
            Map<String, String> constraints = new LinkedHashMap<>();
            try (ResultSet rows = statement.executeQuery("select conname, pg_get_constraintdef(oid) from pg_constraint"
                    + " where conrelid = 'sync_operations'::regclass and contype in ('c', 'f')")) {
                while (rows.next()) {
                    constraints.put(rows.getString(1), rows.getString(2));
                }
            }
            for (String name : constraints.keySet()) {
                statement.execute("alter table sync_operations drop constraint " + name);
            }
            for (String sql : statements) {
                statement.execute(sql);
            }
            for (Map.Entry<String, String> constraint : constraints.entrySet()) {
                // A second time, it says already that it was not looked at for the rows that there are.
                String definition = constraint.getValue().replace(" NOT VALID", "");
                statement.execute("alter table sync_operations add constraint " + constraint.getKey() + " " + definition
                        + " not valid");
            }
            connection.commit();
        }
    }
}
