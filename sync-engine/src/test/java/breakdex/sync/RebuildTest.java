package breakdex.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakdex.sync.asset.Protection;
import breakdex.sync.event.Finding;
import breakdex.sync.store.DatabaseAddress;
import breakdex.sync.store.StatusDao.Amount;
import breakdex.sync.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that is lost or damaged comes back from what lies on the places (S17). */
class RebuildTest {
    @TempDir
    Path root;

    private EngineWorld backedUp() throws Exception {
        EngineWorld world = new EngineWorld(root);
        world.connect("nas", "usb");
        world.video("2019/a.mp4", "one");
        world.video("b.mp4", "two");
        world.sync();
        world.clock.advance(Duration.ofDays(1));
        world.engine().free(List.of(world.videos.resolve("b.mp4")), false);
        return world;
    }

    private HomeRescue rescue(EngineWorld world) {
        return new HomeRescue(world.home, (DatabaseAddress.File) world.address, world.clock);
    }

    private static void lose(EngineWorld world) throws IOException {
        world.engine().close();
        for (Path file : files(world.home)) {
            if (file.getFileName().toString().startsWith("breakdex.db")) {
                Files.delete(file);
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void loseSegments(EngineWorld world, String place) throws IOException {
        for (Path file : files(world.place(place).resolve("Breakdex/.sync"))) {
            if (file.toString().endsWith(".zst")) {
                Files.delete(file);
            }
        }
    }

    @Test
    void aDamagedDatabaseIsSetAsideAndTheLibraryComesBackWhole() throws Exception {
        try (EngineWorld world = backedUp()) {
            world.engine().close();
            Path database = ((DatabaseAddress.File) world.address).path();
            byte[] bytes = Files.readAllBytes(database);
            Arrays.fill(bytes, 200, bytes.length / 2, (byte) 0x5a);
            Files.write(database, bytes);
            assertThatThrownBy(world::restart)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("run breakdex rebuild");
            assertThat(rescue(world).damage()).isPresent();
            Path aside = rescue(world).setAside();
            assertThat(aside.resolve(database.getFileName())).hasBinaryContent(bytes);
            assertThat(rescue(world).damage()).isEmpty();

            world.restart();
            RebuildReport report = world.engine().rebuilder().rebuild(List.of());
            assertThat(report.findings()).isEmpty();
            assertThat(report.outcome()).isEqualTo(Outcome.DONE);
            assertThat(report.places()).containsExactlyInAnyOrder("nas", "usb");
            assertThat(report.libraries())
                    .containsExactly(world.videos.toRealPath().toString());
            assertThat(protectedOf(report.protection())).isEqualTo(2);
            assertThat(report.listed()).isZero();

            SyncReport synced = world.sync();
            assertThat(synced.outcome()).isEqualTo(Outcome.DONE);
            assertThat(synced.bytesMoved()).isZero();
            Path freed = world.videos.resolve("b.mp4");
            assertThat(world.engine().why(freed.toString()).certificates()).isNotEmpty();
            world.engine().restore(new RestoreRequest(List.of(freed), false, null, false));
            assertThat(freed).hasContent("two");
        }
    }

    @Test
    void whatNoDeviceTellsOfIsFoundByItsObjectsAndLosesNoCopyByBeingLookedAt() throws Exception {
        try (EngineWorld world = backedUp()) {
            lose(world);
            loseSegments(world, "nas");
            loseSegments(world, "usb");
            List<String> objects = world.objects("nas");
            world.restart();
            RebuildReport report = world.engine().rebuilder().rebuild(List.of());
            assertThat(report.listed()).isEqualTo(2);
            assertThat(protectedOf(world.sync().protection())).isEqualTo(2);
            assertThat(world.objects("nas")).isEqualTo(objects);
            assertThat(world.objects("usb")).isEqualTo(objects);
            Path back = root.resolve("back");
            world.engine().restore(new RestoreRequest(List.of(), true, back, false));
            assertThat(files(back).stream().map(RebuildTest::content)).contains("one", "two");
        }
    }

    private static long protectedOf(Map<Protection, Amount> protection) {
        return protection.getOrDefault(Protection.PROTECTED, Amount.NONE).assets();
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aSoundDatabaseIsLeftAlone() throws Exception {
        try (EngineWorld world = backedUp()) {
            assertThat(rescue(world).damage()).isEmpty();
            assertThatThrownBy(() -> world.engine().rebuilder().rebuild(List.of()))
                    .isInstanceOf(SyncException.class)
                    .hasMessageContaining("is sound and in use");
            assertThat(protectedOf(world.engine().state().protection())).isEqualTo(2);
        }
    }

    @Test
    void aPlaceThatIsAwayIsNamedAndReadByTheNextRebuild() throws Exception {
        try (EngineWorld world = backedUp()) {
            lose(world);
            Path away = root.resolve("away");
            Files.move(world.place("usb"), away);
            world.restart();
            // A place that is not there is founded anew by nobody: it is named by a path that cannot be made.
            List<ProviderRequest> places =
                    List.of(request(world.place("nas"), "nas"), request(root.resolve("no/usb"), "usb"));
            RebuildReport report = world.engine().rebuilder().rebuild(places);
            assertThat(report.outcome()).isEqualTo(Outcome.INCOMPLETE);
            assertThat(report.findings()).extracting(Finding::kind).contains("place-not-read");
            assertThat(protectedOf(report.protection())).isEqualTo(2);
            Files.move(away, world.place("usb"));
            RebuildReport again = world.engine().rebuilder().rebuild(List.of());
            assertThat(again.findings()).isEmpty();
            assertThat(world.sync().outcome()).isEqualTo(Outcome.DONE);
        }
    }

    private static ProviderRequest request(Path place, String name) {
        return new ProviderRequest(name, "folder", Map.of("path", place.toString()), "domain-" + name, false);
    }

    @Test
    void lookingForDamageMakesNoDatabase() throws Exception {
        try (EngineWorld world = backedUp()) {
            lose(world);
            assertThat(rescue(world).damage()).isEmpty();
            assertThat(files(world.home)).noneMatch(file -> file.toString().contains("breakdex.db"));
            world.restart();
        }
    }

    @Test
    void withoutAnythingToGoByItSaysWhatItNeeds() throws Exception {
        try (EngineWorld world = new EngineWorld(root)) {
            assertThatThrownBy(() -> world.engine().rebuilder().rebuild(List.of()))
                    .isInstanceOf(SyncException.class)
                    .hasMessageContaining("Name the places with --from NAME=PLACE");
        }
    }
}
