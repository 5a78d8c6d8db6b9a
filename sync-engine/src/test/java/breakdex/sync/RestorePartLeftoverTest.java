package breakdex.sync;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.scan.PartName;
import breakdex.sync.store.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a restore that was cut short had written stayed beside the videos for ever, once its wish had ended. */
class RestorePartLeftoverTest {
    private static final ContentHash HASH = ContentHash.parse("ab".repeat(32));

    @TempDir
    Path root;

    @Test
    void aPartThatNobodyWantsIsRemovedAndThatOfAnotherDeviceStays() throws Exception {
        try (EngineWorld world = new EngineWorld(root)) {
            Path clip = world.video("2019/a.mp4", "one");
            world.connect("a", "b");
            world.sync();
            Path own = Files.writeString(clip.resolveSibling(PartName.of(device(world), HASH)), "half");
            Path others = Files.writeString(clip.resolveSibling(PartName.of("another", HASH)), "half");
            assertThat(world.sync().outcome()).isEqualTo(Outcome.DONE);
            assertThat(own).doesNotExist();
            assertThat(others).exists();
            assertThat(clip).exists();
        }
    }

    private static String device(EngineWorld world) {
        try (Database database = world.database()) {
            return database.read(tx -> tx.devices().self()).orElseThrow();
        }
    }
}
