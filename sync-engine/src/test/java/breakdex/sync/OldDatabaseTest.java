package breakdex.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakdex.sync.asset.Move;
import breakdex.sync.asset.Protection;
import breakdex.sync.store.Database;
import breakdex.sync.store.SyncLogDao.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that was restored from an old backup, or copied, tells nothing under an id that has told more since. */
class OldDatabaseTest {
    @TempDir
    Path root;

    private Path backup() {
        return root.resolve("backup");
    }

    private EngineWorld backedUp() throws Exception {
        EngineWorld world = new EngineWorld(root);
        world.connect("nas", "usb");
        world.video("a.mp4", "one");
        world.sync();
        world.engine().close();
        copy(world.home, Files.createDirectory(backup()));
        world.restart();
        world.video("b.mp4", "two");
        world.sync();
        return world;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void rollBack(EngineWorld world, Path backup) throws IOException {
        world.engine().close();
        try (Stream<Path> files = Files.list(world.home)) {
            for (Path file :
                    files.filter(it -> it.toString().contains("breakdex.db")).toList()) {
                Files.delete(file);
            }
        }
        copy(backup, world.home);
        world.restart();
    }

    @Test
    void removesNothingAndTellsNothingUnderTheOldId() throws Exception {
        try (EngineWorld world = backedUp()) {
            rollBack(world, backup());
            List<Path> before = segments(world);
            world.clock.advance(Duration.ofDays(1));
            assertThatThrownBy(() -> world.engine().free(List.of(world.videos.resolve("a.mp4")), false))
                    .isInstanceOf(SyncException.class)
                    .hasMessageContaining("older than what it told")
                    .hasMessageContaining("run breakdex sync");
            assertThat(world.videos.resolve("a.mp4")).exists();
            assertThat(segments(world)).isEqualTo(before);
        }
    }

    @Test
    void isADeviceOfItsOwnThenAndKnowsWhatItHadForgotten() throws Exception {
        try (EngineWorld world = backedUp()) {
            rollBack(world, backup());
            assertThatThrownBy(world::sync).isInstanceOf(SyncException.class);
            assertThatThrownBy(world::sync).hasMessageContaining("open it again");
            world.restart();
            SyncReport report = world.sync();
            assertThat(report.outcome()).isEqualTo(Outcome.DONE);
            assertThat(report.protection()).containsKey(Protection.PROTECTED);
            assertThat(world.engine().state().providers())
                    .extracting(place -> place.proved().assets())
                    .containsExactly(2L, 2L);
            assertThat(segments(world).stream().map(Path::getParent).distinct()).hasSize(2);
            assertThat(world.engine().free(List.of(world.videos), false).refused())
                    .isEmpty();
        }
    }

    /** A change that was told under the old id and reached no place is told under the new one. */
    @Test
    void whatNoPlaceHeldYetIsPassedOnByTheNewDevice() throws Exception {
        try (EngineWorld world = new EngineWorld(root)) {
            world.connect("nas");
            world.video("a.mp4", "one");
            world.sync();
            Path away = Files.move(world.place("nas"), root.resolve("away"));
            world.engine().contents().putMove(Move.of("m1", "Windmill", "power"));
            world.sync();
            assertThat(logged(world)).noneMatch(Entry::synced).noneMatch(entry -> entry.sequence() == null);
            world.engine().close();
            copy(world.home, Files.createDirectory(backup()));
            world.restart();
            Files.move(away, world.place("nas"));
            world.engine().contents().putMove(Move.of("m2", "Freeze", "freeze"));
            world.sync();
            rollBack(world, backup());
            assertThatThrownBy(world::sync).hasMessageContaining("older than what it told");
            assertThat(logged(world)).noneMatch(Entry::synced).allMatch(entry -> entry.sequence() == null);
            world.restart();
            world.sync();
            assertThat(logged(world)).hasSize(1).allMatch(Entry::synced);
            assertThat(world.engine().contents().moves()).hasSize(2);
        }
    }

    private static List<Entry> logged(EngineWorld world) {
        try (Database database = world.database()) {
            return database.read(tx -> tx.log().changes());
        }
    }

    /** All files of metadata in one place. */
    private static List<Path> segments(EngineWorld world) throws IOException {
        try (Stream<Path> files = Files.walk(world.place("nas").resolve("Breakdex/.sync"))) {
            return files.filter(file -> file.toString().endsWith(".zst"))
                    .sorted()
                    .toList();
        }
    }
}
