package breakdex.sync;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.asset.Protection;
import breakdex.sync.event.SyncEvent;
import breakdex.sync.store.OperationFilter;
import breakdex.sync.store.StatusDao.Amount;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clip of which nothing was left anywhere was tried fifty times in each run, and stayed queued for ever. */
class ClipWithoutSourceTest {
    @TempDir
    Path root;

    @Test
    void aLostClipIsCalledLostAndNotTriedOverAndOver() throws Exception {
        try (EngineWorld world = new EngineWorld(root)) {
            Path clip = world.video("a.mp4", "one");
            world.connect("a", "b");
            world.sync();
            Files.delete(clip);
            for (String place : new String[] {"a", "b"}) {
                Path objects = world.place(place).resolve("Breakdex");
                Files.delete(objects.resolve(world.objects(place).get(0)));
            }
            world.events.clear();
            SyncReport report = world.sync();
            assertThat(report.protection()).containsEntry(Protection.LOST, new Amount(1, 3));
            assertThat(world.events).noneMatch(SyncEvent.OperationStarted.class::isInstance);
            assertThat(world.engine().operations(OperationFilter.open(10))).isEmpty();
        }
    }

    @Test
    void aClipWhoseFileWentAwayInTheMiddleIsTriedAFewTimesOnly() throws Exception {
        try (EngineWorld world = new EngineWorld(root)) {
            Path clip = world.video("a.mp4", "one");
            world.connect("a", "b");
            world.listen(event -> {
                if (event instanceof SyncEvent.StageStarted stage
                        && stage.what().startsWith("Copying")) {
                    assertThat(clip.toFile().delete()).isTrue();
                }
            });
            assertThat(world.sync().outcome()).isEqualTo(Outcome.INCOMPLETE);
            assertThat(world.events.stream().filter(SyncEvent.OperationStarted.class::isInstance))
                    .hasSizeLessThan(10);
        }
    }
}
