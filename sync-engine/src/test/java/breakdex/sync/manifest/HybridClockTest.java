package breakdex.sync.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HybridClockTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void keepsToTheTimeOfDay() {
        assertThat(new HybridClock(0).at(NOW) >> Stamp.COUNT_BITS).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void whatIsSetInViewOfAValueStandsOverItThoughTheMachineIsYearsBehind() {
        long theirs = new HybridClock(0).at(NOW.plus(Duration.ofDays(4_000)));
        HybridClock behind = new HybridClock(0);
        behind.see(theirs);
        assertThat(behind.at(NOW)).isGreaterThan(theirs);
    }

    @Test
    void ofWhatOneMachineSetsTheLaterStandsHoweverItsClockJumps() {
        for (long seed = 1; seed <= 1_000; seed++) {
            Random random = new Random(seed);
            HybridClock clock = new HybridClock(0);
            long last = 0;
            for (int step = 0; step < 50; step++) {
                long value = clock.at(NOW.plusSeconds(random.nextInt(2_000_000_000) - 1_000_000_000L));
                assertThat(value).as("seed %s", seed).isGreaterThan(last);
                last = value;
            }
        }
    }

    @Test
    void aTimeBeforeOrBehindAllCalendarsIsCutToWhatAStampHolds() {
        assertThat(new HybridClock(0).at(Instant.ofEpochMilli(-5))).isEqualTo(1);
        assertThat(new HybridClock(0).at(Instant.ofEpochMilli(Long.MAX_VALUE))).isLessThanOrEqualTo(Stamp.MOST);
        assertThat(new HybridClock(Stamp.MOST).at(NOW)).isEqualTo(Stamp.MOST);
    }
}
