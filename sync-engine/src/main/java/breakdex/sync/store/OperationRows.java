package breakdex.sync.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rows of {@code sync_operations} as records. */
final class OperationRows {
    /** In which they are taken. */
    static final Comparator<SyncOperation> ORDER = Comparator.comparingLong(SyncOperation::priority)
            .reversed()
            .thenComparing(SyncOperation::createdAt)
            .thenComparing(SyncOperation::id);

    /** In the order in which {@link #read} takes them. */
    static final String COLUMNS = """
            id, content_hash, provider_id, operation_type, status, priority, retry_count, max_retries, error_message,
            bytes_transferred, total_bytes, created_at, started_at, completed_at, next_attempt_at, claimed_by,
            lease_expires_at, fence, fault, furthest_offset, vanished_count, machine_id
            """;

    private OperationRows() {}

    static OperationType type(String text) {
        return OperationType.valueOf(text.toUpperCase(Locale.ROOT));
    }

    static OperationStatus status(String text) {
        return OperationStatus.valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** All columns, in the order of the table. */
    static SyncOperation read(Columns row) throws SQLException {
        return new SyncOperation(
                row.text(),
                row.hash(),
                row.text(),
                type(row.text()),
                status(row.text()),
                row.number(),
                row.integer(),
                row.integer(),
                row.textOrNull(),
                row.number(),
                row.number(),
                row.time(),
                row.timeOrNull(),
                row.timeOrNull(),
                row.timeOrNull(),
                row.textOrNull(),
                row.timeOrNull(),
                row.number(),
                row.textOrNull(),
                row.number(),
                row.integer(),
                row.text());
    }

    /** What a claim returns, and what it just wrote. */
    static SyncOperation claimed(Columns row, String providerId, String worker, Instant now, Instant lease)
            throws SQLException {
        return new SyncOperation(
                row.text(),
                row.hash(),
                providerId,
                type(row.text()),
                OperationStatus.IN_PROGRESS,
                row.number(),
                row.integer(),
                row.integer(),
                null,
                row.number(),
                row.number(),
                row.time(),
                now,
                null,
                null,
                worker,
                lease,
                row.number(),
                null,
                row.number(),
                row.integer(),
                row.text());
    }

    /** In the order of the insert. */
    static void bind(Parameters row, NewOperation operation, String createdAt) throws SQLException {
        row.text(operation.id())
                .text(operation.hash().toString())
                .text(operation.providerId())
                .text(operation.type().text())
                .number(operation.priority())
                .number(SyncOperation.DEFAULT_MAX_RETRIES)
                .number(operation.totalBytes())
                .text(createdAt)
                .text(operation.machineId());
    }

    /** The id, and what {@link OperationRule#breaches} gives. Of rules about one column, the first that is broken. */
    static BrokenOperation broken(Columns row) throws SQLException {
        String id = row.text();
        Map<String, String> breaches = new LinkedHashMap<>();
        for (OperationRule rule : OperationRule.values()) {
            String value = row.textOrNull();
            if (value != null) {
                breaches.putIfAbsent(rule.column(), rule.words(value));
            }
        }
        return new BrokenOperation(id, List.copyOf(breaches.values()));
    }

    static QueueFigure figure(Columns row) throws SQLException {
        return new QueueFigure(
                row.text(),
                type(row.text()),
                status(row.text()),
                row.flag(),
                row.number(),
                row.number(),
                row.timeOrNull());
    }
}
