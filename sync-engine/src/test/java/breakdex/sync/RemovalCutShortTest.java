package breakdex.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program died while a file lay aside, and what happened before the next run kept its name from it. */
class RemovalCutShortTest {
    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    @TempDir
    Path root;

    private EngineWorld world;
    private Path clip;

    @BeforeEach
    void dieWhileTheFileLiesAside() throws Exception {
        world = new EngineWorld(root);
        clip = world.video("a.mp4", "spin");
        world.connect("a", "b");
        world.sync();
        world.beforeEachWrite(() -> {
            if (!aside().isEmpty()) {
                throw new Death();
            }
        });
        assertThatThrownBy(() -> world.engine().free(List.of(clip), false)).isInstanceOf(Death.class);
        assertThat(clip).doesNotExist();
        world.beforeEachWrite(() -> {});
        world.restart();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private List<Path> aside() {
        return named(".breakdex-freeing-");
    }

    private List<Path> named(String beginning) {
        try (Stream<Path> files = Files.list(world.videos)) {
            return files.filter(file -> file.getFileName().toString().startsWith(beginning))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void itGetsItsNameBack() throws Exception {
        world.sync();
        assertThat(clip).hasContent("spin");
        assertThat(aside()).isEmpty();
    }

    @Test
    void itWaitsUntilTheLibraryIsMountedAgain() throws Exception {
        Path unplugged = Files.move(world.videos, root.resolve("unplugged"));
        Files.createDirectories(world.videos);
        world.sync();
        Files.delete(world.videos);
        Files.move(unplugged, world.videos);
        world.sync();
        assertThat(clip).hasContent("spin");
        assertThat(aside()).isEmpty();
    }

    @Test
    void itComesToLieBesideAFileThatTookItsName() throws Exception {
        Files.writeString(clip, "another clip");
        assertThat(world.sync().outcome()).isEqualTo(Outcome.DONE);
        assertThat(clip).hasContent("another clip");
        assertThat(named("a (kept "))
                .singleElement()
                .satisfies(kept -> assertThat(kept).hasContent("spin").hasExtension("mp4"));
        assertThat(world.engine().state().libraries().get(0).present()).isEqualTo(2);
    }
}
