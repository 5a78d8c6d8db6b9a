package breakdex.sync.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jdbi.v3.core.ConnectionException;

/**
 * Brings the schema up to date. Asks the database itself first, because starting Flyway costs a quarter second.
 *
 * @param words the database, for messages
 * @param schema where the tables lie
 */
record Migrations(Dialect dialect, String words, String schema) {
    /** Of the newest script for each kind of database, below {@code breakdex/sync/store}; a test compares them. */
    static final int NEWEST = 6;

    private static final int NONE = 0;
    private static final int FOREIGN = -1;
    private static final String HISTORY = "flyway_schema_history";

    /**
     * @param source to look at the version
     * @param writer to change it
     */
    void apply(DataSource source, Supplier<DataSource> writer) {
        int version = versionOf(source);
        if (version == NEWEST) {
            return;
        }
        if (version > NEWEST) {
            throw new StoreException(
                    StoreException.Kind.NEWER,
                    "The database " + words + " was written by a newer version of Breakdex Sync (schema " + version
                            + ", this one knows " + NEWEST + "). Nothing was changed; use that version or a newer one.",
                    null);
        }
        if (version == FOREIGN) {
            throw foreign();
        }
        try {
            FluentConfiguration flyway = Flyway.configure()
                    .dataSource(writer.get())
                    .loggers("slf4j")
                    .locations("classpath:breakdex/sync/store/" + dialect.name().toLowerCase(Locale.ROOT));
            if (dialect == Dialect.POSTGRESQL) {
                flyway.defaultSchema(schema);
            }
            flyway.load().migrate();
        } catch (FlywayValidateException e) {
            throw damaged(e);
        } catch (FlywayException e) {
            // What the database said is its cause.
            throw new ConnectionException(e);
        }
    }

    private StoreException foreign() {
        return dialect == Dialect.SQLITE
                ? new StoreException(
                        StoreException.Kind.UNSUITABLE,
                        "The file " + words + " is a database of another program. Nothing was changed; choose another"
                                + " folder with --home.",
                        null)
                : new StoreException(
                        StoreException.Kind.UNSUITABLE,
                        "The schema " + schema + " of " + words + " holds tables of another program. Nothing was"
                                + " changed; name another schema with ?currentSchema=NAME in --db.",
                        null);
    }

    private StoreException damaged(FlywayValidateException e) {
        String how = "its tables are not those of the version that it names";
        return dialect == Dialect.SQLITE
                ? DatabaseFile.damaged(java.nio.file.Path.of(words), how, e)
                : new StoreException(
                        StoreException.Kind.DAMAGED,
                        "The database " + words + " is damaged (" + how + "). It was left as it is; bring back a"
                                + " backup of its schema " + schema + ", or name an empty one with"
                                + " ?currentSchema=NAME in --db.",
                        e);
    }

    private int versionOf(DataSource source) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            boolean history = count(statement, tables(" and name = '" + HISTORY + "'")) == 1;
            long tables = count(statement, tables(""));
            if (!history) {
                return tables == 0 ? NONE : FOREIGN;
            }
            if (count(statement, tables(" and name = 'asset_manifest'")) == 0) {
                // A first run that was cut short left its history alone; anything more is somebody else's.
                return tables == 1
                                && count(statement, "select count(*) from " + HISTORY + " where version is not null")
                                        == 0
                        ? NONE
                        : FOREIGN;
            }
            return count(
                    statement,
                    "select coalesce(max(cast(version as integer)), 0) from " + HISTORY + " where success = "
                            + (dialect == Dialect.SQLITE ? "1" : "true"));
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }

    /** Counts tables; of SQLite whatever else a file may hold, too. */
    private String tables(String further) {
        return dialect == Dialect.SQLITE
                ? "select count(*) from sqlite_master where type in ('table', 'view') and name not like 'sqlite_%'"
                        + further
                : "select count(*) from (select table_name as name from information_schema.tables"
                        + " where table_schema = '" + schema + "') t where true" + further;
    }

    private static int count(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getInt(1);
        }
    }
}
