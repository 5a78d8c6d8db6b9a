package breakdex.sync.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jspecify.annotations.Nullable;

/**
 * How an {@link Instant} stands in a column: UTC, milliseconds, text that sorts. PostgreSQL takes the text for its own
 * type of time, and gives that back.
 */
final class Times {
    private static final DateTimeFormatter TEXT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** The rows of one batch share their times, and to write or read one costs more than all else of a column. */
    private static volatile Pair written = new Pair(Instant.EPOCH, "1970-01-01T00:00:00.000Z");

    /** Apart from what was written: a text that was read need not be as we would write it. */
    private static volatile Pair read = written;

    private Times() {}

    private record Pair(Instant instant, String text) {}

    static String text(Instant instant) {
        Instant millis = instant.truncatedTo(ChronoUnit.MILLIS);
        Pair known = written;
        if (!known.instant().equals(millis)) {
            known = new Pair(millis, TEXT.format(millis));
            written = known;
        }
        return known.text();
    }

    private static Instant parse(String text) {
        Pair known = read;
        if (!known.text().equals(text)) {
            known = new Pair(Instant.parse(text), text);
            read = known;
        }
        return known.instant();
    }

    static @Nullable Instant orNull(ResultSet row, String column) throws SQLException {
        return instant(row.getObject(column));
    }

    /** @param column counted from 1 */
    static @Nullable Instant orNull(ResultSet row, int column) throws SQLException {
        return instant(row.getObject(column));
    }

    private static @Nullable Instant instant(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        return value instanceof Timestamp time ? time.toInstant() : parse(value.toString());
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
