package breakdex.sync.queue;

import breakdex.sync.store.SyncOperationsDao;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a failed operation is due again: 5 s doubled with each retry, at most five minutes, of which a random part is
 * waited (“full jitter”), so that many that failed together do not come back together. A provider's own wish goes
 * before, up to a day: what is due later than that is taken for the work of a wrong clock, and tried at once.
 */
public final class RetrySchedule {
    static final Duration FIRST = Duration.ofSeconds(5);
    static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration LONGEST_WISH = SyncOperationsDao.FURTHEST_RETRY;
    private static final int STEPS = 6;

    private final RandomGenerator random;

    public RetrySchedule(RandomGenerator random) {
        this.random = random;
    }

    /**
     * @param retryCount how many retries were spent before this failure, from 0
     * @param retryAfter what the provider asked for
     */
    public Duration delay(int retryCount, Optional<Duration> retryAfter) {
        Duration ceiling = FIRST.multipliedBy(1L << Math.min(retryCount, STEPS));
        long millis = Math.min(ceiling.toMillis(), LONGEST.toMillis());
        return retryAfter
                .map(wish -> wish.compareTo(LONGEST_WISH) < 0 ? wish : LONGEST_WISH)
                .orElseGet(() -> Duration.ofMillis(random.nextLong(millis + 1)));
    }
}
