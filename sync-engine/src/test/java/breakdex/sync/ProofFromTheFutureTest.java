package breakdex.sync;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.event.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies that were proved while the clock was ahead were looked at by no run until that time had really come. */
class ProofFromTheFutureTest {
    @TempDir
    Path root;

    @Test
    void itIsNoProofOnceTheClockIsRight() throws Exception {
        try (EngineWorld world = new EngineWorld(root)) {
            world.video("a.mp4", "one");
            world.connect("a", "b");
            world.clock.advance(Duration.ofDays(60));
            world.sync();
            world.clock.advance(Duration.ofDays(-60));
            Path objects = world.place("a").resolve("Breakdex");
            Files.writeString(objects.resolve(world.objects("a").get(0)), "0ne");
            SyncReport report = world.sync();
            assertThat(report.findings()).extracting(Finding::kind).contains("copy-damaged");
            assertThat(report.outcome()).isEqualTo(Outcome.DONE);
            assertThat(world.engine().verify(new VerifyRequest(List.of(), true)).findings())
                    .isEmpty();
        }
    }
}
