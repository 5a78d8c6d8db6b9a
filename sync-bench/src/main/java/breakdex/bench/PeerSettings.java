package breakdex.bench;

import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import java.util.List;
import java.util.Locale;

/**
 * How db-scheduler polls.
 *
 * @param lower it fetches again when so many times its threads are left
 * @param upper it fetches until it has so many times its threads
 * @param connections to the database, at most
 */
record PeerSettings(Polling polling, double lower, double upper, int connections) {
    enum Polling {
        FETCH("pollUsingFetch"),
        LOCK_AND_FETCH("pollUsingLockAndFetch"),
        LOCK_AND_FETCH_GENERIC("pollUsingLockAndFetch, generic");

        private final String words;

        Polling(String words) {
            this.words = words;
        }
    }

    private static final int CONNECTION_FOR_EACH = 6;

    /** What is tried; the fastest is measured. Lock-and-fetch is not there for SQLite. */
    static List<PeerSettings> candidates(Databases.Kind kind) {
        return switch (kind) {
            case SQLITE ->
                List.of(
                        new PeerSettings(Polling.FETCH, 0.5, 3, CONNECTION_FOR_EACH),
                        new PeerSettings(Polling.FETCH, 0.5, 3, 1),
                        new PeerSettings(Polling.FETCH, 1, 16, 1),
                        new PeerSettings(Polling.FETCH, 1, 64, 1),
                        new PeerSettings(Polling.FETCH, 1, 256, 1),
                        new PeerSettings(Polling.FETCH, 1, 64, CONNECTION_FOR_EACH));
            case POSTGRESQL ->
                List.of(
                        new PeerSettings(Polling.FETCH, 0.5, 3, CONNECTION_FOR_EACH),
                        new PeerSettings(Polling.FETCH, 1, 64, CONNECTION_FOR_EACH),
                        new PeerSettings(Polling.LOCK_AND_FETCH, 1, 4, CONNECTION_FOR_EACH),
                        new PeerSettings(Polling.LOCK_AND_FETCH, 1, 16, CONNECTION_FOR_EACH),
                        new PeerSettings(Polling.LOCK_AND_FETCH, 1, 64, CONNECTION_FOR_EACH),
                        new PeerSettings(Polling.LOCK_AND_FETCH, 16, 64, CONNECTION_FOR_EACH),
                        new PeerSettings(Polling.LOCK_AND_FETCH, 16, 256, CONNECTION_FOR_EACH),
                        new PeerSettings(Polling.LOCK_AND_FETCH_GENERIC, 16, 64, CONNECTION_FOR_EACH));
        };
    }

    void applyTo(SchedulerBuilder builder) {
        switch (polling) {
            case FETCH -> builder.pollUsingFetch(lower, upper);
            case LOCK_AND_FETCH -> builder.pollUsingLockAndFetch(lower, upper);
            case LOCK_AND_FETCH_GENERIC ->
                builder.pollUsingLockAndFetch(lower, upper)
                        .jdbcCustomization(new PostgreSqlJdbcCustomization(true, false));
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%s(%.1f, %.1f), up to %d connections", polling.words, lower, upper, connections);
    }
}
