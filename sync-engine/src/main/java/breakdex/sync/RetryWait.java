package breakdex.sync;

import breakdex.sync.queue.OperationState;
import breakdex.sync.store.Database;
import breakdex.sync.store.OperationType;
import breakdex.sync.store.QueueFigure;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Waits for retries that are due soon; later ones are left to the next run. */
final class RetryWait {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Database database;
    private final Pause pause;

    RetryWait(Database database, Pause pause) {
        this.database = database;
        this.pause = pause;
    }

    /** Waits for the next retry on a provider that still answers; false where none is due soon. */
    boolean waited(RunContext run, Set<OperationType> types) throws InterruptedException {
        Instant now = run.clock().instant();
        Optional<Instant> next = database.read(tx -> tx.operations().figures()).stream()
                .filter(figure -> types.contains(figure.type()))
                .filter(figure ->
                        OperationState.of(figure.status(), figure.permanent()) == OperationState.RETRY_PENDING)
                .filter(figure -> run.session(figure.providerId())
                        .filter(session -> !session.isPaused())
                        .isPresent())
                .map(QueueFigure::nextAttempt)
                .filter(Objects::nonNull)
                .filter(time -> time.isBefore(now.plus(PATIENCE)))
                .min(Instant::compareTo);
        if (next.isPresent()) {
            pause.until(next.get());
        }
        return next.isPresent();
    }
}
