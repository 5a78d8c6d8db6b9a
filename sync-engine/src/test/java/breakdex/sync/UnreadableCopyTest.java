package breakdex.sync;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.event.Finding;
import breakdex.sync.event.Words;
import breakdex.sync.store.OperationFilter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder under a copy's name is a matter of that copy alone. */
class UnreadableCopyTest {
    @TempDir
    Path root;

    private EngineWorld world;
    private Path barred = Path.of("");

    @BeforeEach
    void open() throws Exception {
        world = new EngineWorld(root);
        world.video("a.mp4", "one");
        world.video("b.mp4", "two");
        world.connect("x", "y");
        world.sync();
        barred = world.place("x").resolve("Breakdex").resolve(world.objects("x").get(0));
        Files.delete(barred);
        Files.createDirectory(barred);
        world.clock.advance(Duration.ofSeconds(1));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static List<String> kinds(List<Finding> findings) {
        return findings.stream().map(Finding::kind).toList();
    }

    @Test
    void theOtherCopiesOfThePlaceAreLookedAtAllTheSame() throws Exception {
        VerifyReport report = world.engine().verify(new VerifyRequest(List.of(), true));
        assertThat(report.proved()).isEqualTo(3);
        assertThat(report.outcome()).isEqualTo(Outcome.INCOMPLETE);
        assertThat(kinds(report.findings())).containsExactly("copy-unreadable", "assets-at-risk");
        assertThat(report.findings().get(0).text()).contains(barred + " is no file but a folder", "move away");
        assertThat(world.engine().providers()).allMatch(place -> place.trouble().isEmpty());
    }

    @Test
    void itIsNamedInEveryRunUntilItIsOutOfTheWayAndThenTheCopyIsMadeAgain() throws Exception {
        world.engine().verify(new VerifyRequest(List.of(), true));
        for (int run = 0; run < 2; run++) {
            SyncReport report = world.sync();
            assertThat(report.outcome()).isEqualTo(Outcome.INCOMPLETE);
            assertThat(kinds(report.findings())).contains("copy-unreadable").doesNotContain("operation-failed");
            assertThat(world.engine().operations(OperationFilter.open(10)))
                    .extracting(OperationView::indicator)
                    .containsExactly(Words.ERROR_BADGE);
        }
        Files.delete(barred);
        assertThat(world.sync().outcome()).isEqualTo(Outcome.DONE);
        assertThat(barred).isRegularFile();
    }
}
