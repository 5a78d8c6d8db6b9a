package breakdex.sync.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jdbi.v3.core.ConnectionException;

/** Brings the schema up to date. Asks the database itself first, because starting Flyway costs a quarter second. */
final class Migrations {
    /** Of the newest script in {@code breakdex/sync/store/sqlite}; a test compares them. */
    static final int NEWEST = 1;

    private static final int NONE = 0;
    private static final int FOREIGN = -1;

    private Migrations() {}

    /**
     * @param source to look at the version
     * @param writer to change it
     */
    static void apply(DataSource source, Supplier<DataSource> writer, Path file) {
        int version = versionOf(source);
        if (version == NEWEST) {
            return;
        }
        if (version > NEWEST) {
            throw new StoreException(
                    StoreException.Kind.NEWER,
                    "The database " + file + " was written by a newer version of Breakdex Sync (schema " + version
                            + ", this one knows " + NEWEST + "). Nothing was changed; use that version or a newer one.",
                    null);
        }
        if (version == FOREIGN) {
            throw new StoreException(
                    StoreException.Kind.UNSUITABLE,
                    "The file " + file + " is a database of another program. Nothing was changed; choose another"
                            + " folder with --home.",
                    null);
        }
        try {
            Flyway.configure()
                    .dataSource(writer.get())
                    .loggers("slf4j")
                    .locations("classpath:breakdex/sync/store/sqlite")
                    .load()
                    .migrate();
        } catch (FlywayValidateException e) {
            throw DatabaseFile.damaged(file, "its tables are not those of the version that it names", e);
        }
    }

    private static int versionOf(DataSource source) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            if (count(statement, "select count(*) from sqlite_master where name = 'flyway_schema_history'") == 0) {
                return count(statement, "select count(*) from sqlite_master") == 0 ? NONE : FOREIGN;
            }
            if (count(statement, "select count(*) from sqlite_master where name = 'asset_manifest'") == 0) {
                // A first run that was cut short left its history alone; anything more is somebody else's.
                return count(statement, "select count(*) from sqlite_master where type = 'table'") == 1
                                && count(statement, "select count(*) from flyway_schema_history") == 0
                        ? NONE
                        : FOREIGN;
            }
            return count(
                    statement,
                    "select coalesce(max(cast(version as integer)), 0) from flyway_schema_history where success = 1");
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }

    private static int count(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            return result.getInt(1);
        }
    }
}
