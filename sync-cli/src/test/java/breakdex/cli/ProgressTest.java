package breakdex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.SyncState.QueueState;
import breakdex.sync.event.SyncEvent;
import breakdex.sync.store.StatusDao.Amount;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class ProgressTest {
    private static final String UP = "\u001b[%dA\r\u001b[J";

    private final StringWriter err = new StringWriter();
    private final Stepped clock = new Stepped();

    /** A clock that a test moves on. */
    private static final class Stepped extends Clock {
        private Instant now = Instant.parse("2026-03-01T12:00:00Z");

        void step(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void onATerminalTheBarsAreDrawnOverOneAnotherAndThenGone() {
        ProgressView view = new ProgressView(new ProgressBars(console(80)), clock);
        view.on(new SyncEvent.StageStarted("Copying"));
        view.on(started("op", 100_000_000));
        assertThat(err).hasToString("");

        clock.step(Duration.ofSeconds(1));
        view.on(new SyncEvent.OperationProgressed("op", 25_000_000, 100_000_000));
        assertThat(drawn()).isEqualTo("""
                        Copying
                        Total   [#####---------------] 25% of 100 MB
                          upload nas  abababababab               [#####---------------] 25% of 100 MB
                        """);

        clock.step(Duration.ofMillis(50));
        view.on(new SyncEvent.OperationProgressed("op", 26_000_000, 100_000_000));
        assertThat(drawn()).as("not more than ten times a second").isEmpty();

        clock.step(Duration.ofMillis(950));
        view.on(new SyncEvent.OperationProgressed("op", 50_000_000, 100_000_000));
        assertThat(drawn()).startsWith(UP.formatted(3)).contains("50% of 100 MB, 25 MB/s, 2 s left\n");

        view.close();
        assertThat(drawn()).isEqualTo(UP.formatted(3));
    }

    @Test
    void ofManyTransfersFourAreShown() {
        ProgressModel model = new ProgressModel();
        for (int number = 0; number < 6; number++) {
            model.apply(started("op" + number, 1_000_000));
        }
        assertThat(ProgressText.lines(model, 79)).hasSize(7).last().isEqualTo("  … and 2 more");
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        ProgressModel model = new ProgressModel();
        model.apply(new SyncEvent.FileHashed("a/" + "ブ".repeat(60) + "\u001b[2J.mp4", Samples.HASH, 5));
        model.apply(started("op", 1_000_000));
        assertThat(ProgressText.lines(model, 40)).allSatisfy(line -> {
            assertThat(Text.columns(line)).isLessThanOrEqualTo(40);
            assertThat(line).doesNotContain("\u001b");
        });
    }

    @Test
    void theTotalKnowsWhatStillWaitsInTheQueue() {
        ProgressView view = new ProgressView(new ProgressBars(console(80)), clock);
        view.follow(() -> new QueueState(
                new Amount(3, 300_000_000), new Amount(1, 100_000_000), Amount.NONE, null, new Amount(1, 7)));
        view.on(new SyncEvent.StageStarted("Copying"));
        view.on(started("op", 100_000_000));
        view.on(new SyncEvent.OperationProgressed("op", 100_000_000, 100_000_000));
        clock.step(Duration.ofSeconds(3));
        view.tick();
        assertThat(drawn()).contains("Total   [#####---------------] 25% of 400 MB\n");

        view.on(new SyncEvent.OperationCompleted("op", "upload", "nas", Samples.HASH, 100_000_000));
        clock.step(Duration.ofSeconds(1));
        view.on(new SyncEvent.StageStarted("Copying"));
        assertThat(drawn()).as("counted once").contains(" 25% of 400 MB");
    }

    @Test
    void elsewhereThereIsALineAStageAndOneEveryTenSeconds() {
        ProgressView view = new ProgressView(new ProgressLines(console(80)), clock);
        view.on(new SyncEvent.StageStarted("Reading"));
        view.on(new SyncEvent.LibraryScanned("Videos", 10, 1000, 4));
        view.on(new SyncEvent.BytesHashed(500));
        assertThat(drawn()).isEqualTo("Reading\n");
        for (int second = 0; second < 25; second++) {
            clock.step(Duration.ofSeconds(1));
            view.on(new SyncEvent.BytesHashed(1000));
        }
        assertThat(drawn())
                .hasLineCount(2)
                .startsWith("Reading [--------------------] 0 of 4 files, 11 kB")
                .doesNotContain("\u001b");
    }

    private static SyncEvent started(String id, long bytes) {
        return new SyncEvent.OperationStarted(id, "upload", "nas", Samples.HASH, bytes);
    }

    private String drawn() {
        String text = err.toString();
        err.getBuffer().setLength(0);
        return text;
    }

    private Console console(int columns) {
        return new Console(
                new Output(new StringWriter()),
                new PrintWriter(err),
                new BufferedReader(new StringReader("")),
                true,
                false,
                columns);
    }
}
