package breakdex.sync.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many open operations of one provider and type stand alike.
 *
 * @param permanent failed with no retries left
 * @param bytes they are about, in all
 * @param nextAttempt the earliest time at which one of them is due again; null where none waits
 */
public record QueueFigure(
        String providerId,
        OperationType type,
        OperationStatus status,
        boolean permanent,
        long operations,
        long bytes,
        @Nullable Instant nextAttempt) {}
