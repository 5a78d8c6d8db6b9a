package breakdex.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A staged copy whose upload was served in another way lay in the home for ever. */
class StagingLeftoverTest {
    @TempDir
    Path root;

    @Test
    void whatNoUploadWaitsForIsRemovedFromStaging() throws Exception {
        try (EngineWorld world = new EngineWorld(root)) {
            world.video("a.mp4", "one");
            world.connect("a", "b");
            Path staging = Files.createDirectories(world.home.resolve("staging"));
            String provider = world.engine().providers().get(0).id();
            Files.writeString(staging.resolve("0".repeat(64) + "-" + provider), "part of a clip");
            Path strange = Files.writeString(staging.resolve("something else"), "");
            assertThat(world.sync().outcome()).isEqualTo(Outcome.DONE);
            assertThat(staging).isDirectoryNotContaining(file -> !file.equals(strange));
        }
    }
}
