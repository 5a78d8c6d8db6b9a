package breakdex.sync;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.event.Finding;
import org.junit.jupiter.api.Test;

class RunLogTest {
    private final RunLog log = new RunLog(event -> {});

    @Test
    void whatARunMendsIsSaidByTheFindingAndNotByTheNameOfItsKind() {
        log.found(Finding.mended("any-kind", "a.mp4", "The copy of a.mp4 is gone.", ""));
        assertThat(log.outcome()).isEqualTo(Outcome.DONE);
        assertThat(log.outcomeWithoutMending()).isEqualTo(Outcome.INCOMPLETE);
    }

    @Test
    void damageThatNobodyMendsLeavesARunIncomplete() {
        log.found(Finding.error("copy-damaged", "a.mp4", "The copy of a.mp4 is gone.", ""));
        assertThat(log.outcome()).isEqualTo(Outcome.INCOMPLETE);
    }
}
