package breakdex.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class IdsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final TestClock clock = new TestClock(NOW);
    private final Ids ids = new Ids(clock, new Random(1));

    @Test
    void theyGrowWithTimeAndWithinIt() {
        String first = ids.get();
        String second = ids.get();
        clock.advance(Duration.ofMillis(1));
        String third = ids.get();
        assertThat(first).matches("[0-9a-f]{32}").isLessThan(second);
        assertThat(second).isLessThan(third);
    }

    @Test
    void aTimeDividesThoseBeforeFromThoseAfter() {
        String before = ids.get();
        clock.advance(Duration.ofMillis(1));
        String at = ids.get();
        assertThat(before).isLessThan(Ids.from(clock.instant()));
        assertThat(at).isGreaterThan(Ids.from(clock.instant()));
    }
}
