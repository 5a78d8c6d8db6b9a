package breakdex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UnitsTest {
    private static final Instant NOW = Samples.NOW;

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.0 kB",
        "9949, 9.9 kB",
        "9950, 10 kB",
        "45000, 45 kB",
        "999499, 999 kB",
        "999500, 1.0 MB",
        "1234567890, 1.2 GB",
        "9223372036854775807, 9.2 EB",
        "-5, 0 B"
    })
    void sizesAreDecimalAndNeverPrintAThousand(long bytes, String words) {
        assertThat(Units.bytes(bytes)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1 s",
        "59, 59 s",
        "60, 1 min",
        "125, 2 min 5 s",
        "3600, 1 h",
        "12000, 3 h 20 min",
        "86400, 1 day",
        "200000, 2 days"
    })
    void spansHaveTwoUnitsAtMost(long seconds, String words) {
        assertThat(Units.span(Duration.ofSeconds(seconds))).isEqualTo(words);
    }

    @Test
    void agesGrowCoarser() {
        assertThat(Units.ago(NOW.minusSeconds(5), Cli.NOON)).isEqualTo("just now");
        assertThat(Units.ago(NOW.plusSeconds(5), Cli.NOON)).isEqualTo("just now");
        assertThat(Units.ago(NOW.minus(Duration.ofMinutes(5)), Cli.NOON)).isEqualTo("5 min ago");
        assertThat(Units.ago(NOW.minus(Duration.ofHours(47)), Cli.NOON)).isEqualTo("47 h ago");
        assertThat(Units.ago(NOW.minus(Duration.ofDays(40)), Cli.NOON)).isEqualTo("40 days ago");
        assertThat(Units.ago(NOW.minus(Duration.ofDays(120)), Cli.NOON)).isEqualTo("4 months ago");
    }

    @Test
    void whatIsDueSaysWhenAndHowSoon() {
        assertThat(Units.due(NOW.plusSeconds(40), Cli.NOON)).isEqualTo("12:00:40 (in 40 s)");
        assertThat(Units.due(NOW, Cli.NOON)).isEqualTo("now");
    }

    @Test
    void nounsFollowTheirNumber() {
        assertThat(Units.count(1, "copy")).isEqualTo("1 copy");
        assertThat(Units.count(1200, "copy")).isEqualTo("1,200 copies");
        assertThat(Units.count(0, "file")).isEqualTo("0 files");
    }
}
