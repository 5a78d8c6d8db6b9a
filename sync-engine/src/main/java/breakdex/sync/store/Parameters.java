package breakdex.sync.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A statement's parameters, given from the left. */
final class Parameters {
    private final PreparedStatement statement;
    private int given;

    Parameters(PreparedStatement statement) {
        this.statement = statement;
    }

    /** @param values texts, whole numbers, times and nulls */
    void all(@Nullable Object... values) throws SQLException {
        for (Object value : values) {
            if (value instanceof Number number) {
                number(number.longValue());
            } else if (value instanceof Instant time) {
                time(time);
            } else {
                text((String) value);
            }
        }
    }

    Parameters text(@Nullable String value) throws SQLException {
        statement.setString(++given, value);
        return this;
    }

    Parameters number(long value) throws SQLException {
        statement.setLong(++given, value);
        return this;
    }

    Parameters numberOrNull(@Nullable Number value) throws SQLException {
        if (value == null) {
            statement.setNull(++given, Types.BIGINT);
            return this;
        }
        return number(value.longValue());
    }

    Parameters flag(boolean value) throws SQLException {
        return number(value ? 1 : 0);
    }

    Parameters bytes(byte[] value) throws SQLException {
        statement.setBytes(++given, value);
        return this;
    }

    Parameters time(@Nullable Instant value) throws SQLException {
        return text(value == null ? null : Times.text(value));
    }
}
