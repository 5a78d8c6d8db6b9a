package breakdex.sync.store;

import breakdex.sync.asset.ContentHash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One row of a result, read from the left: to look a column up by its name takes longer than to read it. */
final class Columns {
    private final ResultSet row;
    private int read;

    Columns(ResultSet row) {
        this.row = row;
    }

    String text() throws SQLException {
        String text = textOrNull();
        if (text == null) {
            throw new SQLException("column " + read + " is null");
        }
        return text;
    }

    @Nullable
    String textOrNull() throws SQLException {
        return row.getString(++read);
    }

    long number() throws SQLException {
        return row.getLong(++read);
    }

    int integer() throws SQLException {
        return row.getInt(++read);
    }

    @Nullable
    Long numberOrNull() throws SQLException {
        long value = number();
        return row.wasNull() ? null : value;
    }

    @Nullable
    Integer integerOrNull() throws SQLException {
        int value = integer();
        return row.wasNull() ? null : value;
    }

    boolean flag() throws SQLException {
        return integer() == 1;
    }

    ContentHash hash() throws SQLException {
        return ContentHash.parse(text());
    }

    @Nullable
    ContentHash hashOrNull() throws SQLException {
        String text = textOrNull();
        return text == null ? null : ContentHash.parse(text);
    }

    Instant time() throws SQLException {
        Instant time = timeOrNull();
        if (time == null) {
            throw new SQLException("column " + read + " is null");
        }
        return time;
    }

    @Nullable
    Instant timeOrNull() throws SQLException {
        return Times.orNull(row, ++read);
    }
}
