package breakdex.sync;

import breakdex.sync.store.Database;
import breakdex.sync.store.OperationState;
import breakdex.sync.store.OperationType;
import breakdex.sync.store.QueueFigure;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Waits for retries that are due soon, and for what other workers are at; later ones are left to the next run. */
final class RetryWait {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What has been due for longer was there to be taken, and is another machine's, or stands behind another. */
    private static final Duration JUST_NOW = Duration.ofSeconds(5);

    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final Database database;
    private final Pause pause;

    RetryWait(Database database, Pause pause) {
        this.database = database;
        this.pause = pause;
    }

    /**
     * Waits for the next retry on a provider that still answers, or a moment for other workers; false where there is
     * nothing to wait for.
     */
    boolean waited(RunContext run, Set<OperationType> types) throws InterruptedException {
        Optional<Duration> wait = database.read(tx -> {
            List<QueueFigure> figures = tx.operations().figures().stream()
                    .filter(figure -> types.contains(figure.type()))
                    .filter(figure -> run.session(figure.providerId())
                            .filter(session -> !session.isPaused())
                            .isPresent())
                    .toList();
            boolean othersWork = figures.stream().anyMatch(figure -> state(figure) == OperationState.IN_PROGRESS);
            return Stream.concat(
                            figures.stream()
                                    .filter(figure -> state(figure) == OperationState.RETRY_PENDING)
                                    .flatMap(figure -> Stream.ofNullable(figure.nextAttempt()))
                                    .map(due -> Duration.between(tx.now(), due)),
                            othersWork ? Stream.of(MOMENT) : Stream.empty())
                    .filter(duration -> duration.compareTo(PATIENCE) < 0)
                    .filter(duration -> duration.compareTo(JUST_NOW.negated()) > 0)
                    .min(Comparator.naturalOrder());
        });
        if (wait.isPresent()) {
            pause.until(run.clock().instant().plus(wait.get()));
        }
        return wait.isPresent();
    }

    private static OperationState state(QueueFigure figure) {
        return OperationState.of(figure.status(), figure.permanent());
    }
}
