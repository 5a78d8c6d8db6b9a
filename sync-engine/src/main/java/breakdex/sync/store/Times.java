package breakdex.sync.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jspecify.annotations.Nullable;

/** How an {@link Instant} stands in a column: UTC, milliseconds, text that sorts. */
final class Times {
    private static final DateTimeFormatter TEXT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Times() {}

    static String text(Instant instant) {
        return TEXT.format(instant.truncatedTo(ChronoUnit.MILLIS));
    }

    static @Nullable Instant orNull(ResultSet row, String column) throws SQLException {
        Object value = row.getObject(column);
        if (value == null) {
            return null;
        }
        return value instanceof OffsetDateTime time ? time.toInstant() : Instant.parse(value.toString());
    }

    static Instant of(ResultSet row, String column) throws SQLException {
        Instant instant = orNull(row, column);
        if (instant == null) {
            throw new SQLException("column " + column + " is null");
        }
        return instant;
    }

    /** Binds instants as text. */
    static final class AsText extends AbstractArgumentFactory<Instant> {
        AsText() {
            super(Types.VARCHAR);
        }

        @Override
        protected Argument build(Instant value, ConfigRegistry config) {
            String text = text(value);
            return (position, statement, context) -> statement.setString(position, text);
        }
    }
}
