package breakdex.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Budgets as people type them. */
class VerifyBudgetTextTest {
    @ParameterizedTest
    @CsvSource({
        "1, ",
        "1b, 1",
        "2k, 2000",
        "2kB, 2000",
        "3M, 3000000",
        "10G, 10000000000",
        "1T, 1000000000000",
        "unlimited, 9223372036854775807"
    })
    void sizesAreDecimalAndHaveAUnit(String text, Long bytes) {
        assertThat(VerifyBudget.bytes(text)).isEqualTo(Optional.ofNullable(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "G", "0G", "-1G", "1.5G", "10X", "999999999999T", "99999999999999999999G"})
    void whatIsNoSizeIsNone(String text) {
        assertThat(VerifyBudget.bytes(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"90s, 90", "30m, 1800", "30min, 1800", "2h, 7200", "1d, 86400", "30, ", "0s, ", "m, ", "9999999999d, "})
    void timesHaveAUnit(String text, Long seconds) {
        assertThat(VerifyBudget.time(text))
                .isEqualTo(Optional.ofNullable(seconds).map(Duration::ofSeconds));
    }
}
