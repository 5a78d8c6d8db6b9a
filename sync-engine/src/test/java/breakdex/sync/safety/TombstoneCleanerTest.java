package breakdex.sync.safety;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.EngineWorld;
import breakdex.sync.ProviderRequest;
import breakdex.sync.RestoreRequest;
import breakdex.sync.SyncReport;
import breakdex.sync.SyncRequest;
import breakdex.sync.asset.Protection;
import breakdex.sync.event.Finding;
import breakdex.sync.scan.ScanRules;
import breakdex.sync.store.Database;
import breakdex.sync.store.StatusDao.Amount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The copies of a deleted clip go late, in steps, and only by a person's word; nothing else ever makes them go. */
class TombstoneCleanerTest {
    @TempDir
    Path root;

    private EngineWorld world(String name) throws Exception {
        return new EngineWorld(Files.createDirectories(root.resolve(name)));
    }

    private EngineWorld backedUp(int clips) throws Exception {
        EngineWorld world = world("one");
        world.connect("nas", "usb");
        for (int i = 0; i < clips; i++) {
            world.video("clip" + i + ".mp4", "content " + i);
        }
        world.sync();
        return world;
    }

    /** On the places of another, with a folder of its own. */
    private EngineWorld second(EngineWorld first, String... places) throws Exception {
        EngineWorld world = world("two");
        world.clock.set(first.clock.instant());
        world.engine().addLibrary(world.videos, ScanRules.VIDEOS);
        for (String name : places) {
            world.engine()
                    .addProvider(new ProviderRequest(
                            name, "folder", Map.of("path", first.place(name).toString()), "domain-" + name, false));
        }
        return world;
    }

    private static Path clip(EngineWorld world, int number) {
        return world.videos.resolve("clip" + number + ".mp4");
    }

    /** Days go by, with a run every three of them. */
    private static SyncReport days(EngineWorld world, int days) throws InterruptedException {
        SyncReport report = null;
        for (int day = 0; day < days; day += 3) {
            world.clock.advance(Duration.ofDays(3));
            report = world.sync();
        }
        return Objects.requireNonNull(report);
    }

    /** From the run on that first saw the tombstone. */
    private static void grace(EngineWorld world) throws InterruptedException {
        world.sync();
        days(world, 30);
    }

    private static void notice(EngineWorld world) throws InterruptedException {
        days(world, 3);
    }

    @Test
    void theCopiesOfADeletedClipGoAfterGraceAndNotice() throws Exception {
        try (EngineWorld world = backedUp(2)) {
            world.engine().delete(List.of(clip(world, 0)), false, false);
            world.sync();
            days(world, 27);
            assertThat(world.objects("nas")).hasSize(2);
            days(world, 3);
            assertThat(world.objects("nas")).hasSize(2);
            world.clock.advance(Duration.ofHours(71));
            world.sync();
            assertThat(world.objects("nas")).hasSize(2);
            world.clock.advance(Duration.ofHours(1));
            world.sync();
            assertThat(world.objects("nas")).hasSize(1);
            assertThat(world.objects("usb")).hasSize(1);
            assertThat(clip(world, 0)).exists();
            Map<Protection, Amount> protection = world.engine().state().protection();
            assertThat(protection.get(Protection.DELETED)).isEqualTo(new Amount(1, 9));
            assertThat(protection.get(Protection.PROTECTED)).isEqualTo(new Amount(1, 9));
        }
    }

    @Test
    void noJumpOfAClockEndsAGrace() throws Exception {
        try (EngineWorld world = backedUp(1)) {
            world.engine().delete(List.of(clip(world, 0)), false, false);
            world.sync();
            for (int i = 0; i < 4; i++) {
                world.clock.advance(Duration.ofDays(400));
                world.sync();
            }
            assertThat(world.objects("nas")).hasSize(1);
            world.clock.advance(Duration.ofDays(-3000));
            world.sync();
            assertThat(world.objects("nas")).hasSize(1);
        }
    }

    @Test
    void undeleteTakesBackWhatHasNotBegun() throws Exception {
        try (EngineWorld world = backedUp(1)) {
            world.engine().delete(List.of(clip(world, 0)), false, false);
            grace(world);
            world.engine().undelete(List.of(clip(world, 0)), false);
            days(world, 9);
            assertThat(world.objects("nas")).hasSize(1);
            assertThat(world.objects("usb")).hasSize(1);
            world.engine().delete(List.of(clip(world, 0)), false, false);
            days(world, 12);
            assertThat(world.objects("nas"))
                    .as("a new delete has a grace of its own")
                    .hasSize(1);
        }
    }

    @Test
    void undeleteAfterItHasBegunMeansToCopyAgain() throws Exception {
        try (EngineWorld world = backedUp(1)) {
            List<String> objects = world.objects("nas");
            world.engine().delete(List.of(clip(world, 0)), false, false);
            grace(world);
            notice(world);
            assertThat(world.objects("nas")).isEmpty();
            world.engine().undelete(List.of(clip(world, 0)), false);
            SyncReport report = world.sync();
            assertThat(report.copiesMade()).isEqualTo(2);
            assertThat(world.objects("nas")).isEqualTo(objects);
            days(world, 9);
            assertThat(world.objects("usb")).isEqualTo(objects);
        }
    }

    @Test
    void aBulkWaitsUntilAPersonAgreesToItsNumber() throws Exception {
        try (EngineWorld world = backedUp(60)) {
            List<Path> deleted = new ArrayList<>();
            for (int i = 0; i < 21; i++) {
                deleted.add(clip(world, i));
            }
            world.engine().delete(deleted, false, false);
            world.sync();
            SyncReport waiting = days(world, 33);
            assertThat(waiting.findings()).extracting(Finding::kind).contains("purge-waits");
            SyncReport other = world.engine().sync(new SyncRequest(false, false, 20L));
            assertThat(other.findings()).extracting(Finding::kind).contains("purge-waits", "purge-number");
            notice(world);
            assertThat(world.objects("nas")).as("another number is no word").hasSize(60);
            world.engine().sync(new SyncRequest(false, false, 21L));
            notice(world);
            assertThat(world.objects("nas")).hasSize(39);
        }
    }

    @Test
    void aFewGoWithoutAQuestion() throws Exception {
        try (EngineWorld world = backedUp(20)) {
            List<Path> deleted = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                deleted.add(clip(world, i));
            }
            world.engine().delete(deleted, false, false);
            grace(world);
            notice(world);
            assertThat(world.objects("nas")).isEmpty();
        }
    }

    @Test
    void aVanishedFileIsNoDelete() throws Exception {
        try (EngineWorld world = backedUp(1)) {
            Files.delete(clip(world, 0));
            days(world, 60);
            assertThat(world.objects("nas")).hasSize(1);
            world.engine().restore(new RestoreRequest(List.of(clip(world, 0)), false, null, false));
            assertThat(clip(world, 0)).hasContent("content 0");
        }
    }

    @Test
    void theWordOfAnotherDeviceNeedsTwoFailureDomains() throws Exception {
        try (EngineWorld world = backedUp(2);
                EngineWorld other = second(world, "nas")) {
            other.sync();
            bury(other);
            other.sync();
            grace(world);
            days(world, 6);
            assertThat(world.sync().findings()).extracting(Finding::kind).contains("purge-unwitnessed");
            assertThat(world.objects("nas")).hasSize(2);
            other.engine()
                    .addProvider(new ProviderRequest(
                            "usb", "folder", Map.of("path", world.place("usb").toString()), "domain-usb", false));
            other.clock.set(world.clock.instant());
            other.sync();
            days(world, 3);
            assertThat(world.objects("nas")).hasSize(1);
            assertThat(world.objects("usb")).hasSize(1);
        }
    }

    @Test
    void aPersonsWordStandsForAWitness() throws Exception {
        try (EngineWorld world = backedUp(2);
                EngineWorld other = second(world, "nas")) {
            other.sync();
            bury(other);
            other.sync();
            grace(world);
            days(world, 6);
            world.engine().sync(new SyncRequest(false, false, 1L));
            assertThat(world.objects("nas")).hasSize(1);
        }
    }

    /** A person on another device deletes the first clip, which has no name there that a command could take. */
    private static void bury(EngineWorld world) {
        try (Database database = world.database()) {
            database.writing(tx -> tx.assets().withPrefix("", 10).forEach(asset -> {
                if ("clip0.mp4".equals(asset.sourceName())) {
                    tx.assets().bury(asset.hash(), "user", tx.now());
                    tx.files()
                            .put(tx.files().ofAsset(asset.hash()).stream()
                                    .map(row -> row.deleted(tx.now()))
                                    .toList());
                }
            }));
        }
    }

    @Test
    void anUndeleteOnAnotherDeviceIsHeardBeforeAnythingGoes() throws Exception {
        try (EngineWorld world = backedUp(1);
                EngineWorld other = second(world, "nas", "usb")) {
            world.engine().delete(List.of(clip(world, 0)), false, false);
            grace(world);
            other.clock.set(world.clock.instant());
            other.sync();
            try (Database database = other.database()) {
                database.writing(tx -> tx.assets()
                        .withPrefix("", 10)
                        .forEach(asset -> tx.assets().unbury(asset.hash())));
            }
            other.sync();
            days(world, 9);
            assertThat(world.objects("nas")).hasSize(1);
            assertThat(world.engine().state().protection().get(Protection.PROTECTED))
                    .isEqualTo(new Amount(1, 9));
        }
    }

    @Test
    void whoDidNotHearOfItCannotUndeleteWhatHasBegunToGo() throws Exception {
        try (EngineWorld world = backedUp(1);
                EngineWorld other = second(world, "nas", "usb")) {
            other.sync();
            world.engine().delete(List.of(clip(world, 0)), false, false);
            grace(world);
            notice(world);
            assertThat(world.objects("nas")).isEmpty();
            other.clock.set(world.clock.instant());
            other.sync();
            world.sync();
            assertThat(other.engine().state().protection().get(Protection.DELETED))
                    .isEqualTo(new Amount(1, 9));
            assertThat(world.objects("nas")).isEmpty();
        }
    }

    @Test
    void nothingBeginsWhileAPlaceThatAnsweredFails() throws Exception {
        try (EngineWorld world = backedUp(1)) {
            world.engine().delete(List.of(clip(world, 0)), false, false);
            grace(world);
            Path marker = world.place("usb").resolve("Breakdex");
            Path away = world.place("usb").resolve("away");
            Files.move(marker, away);
            notice(world);
            try (Stream<Path> kept = Files.list(away)) {
                assertThat(kept.filter(Files::isRegularFile)).hasSize(1);
            }
            Files.move(away, marker);
            world.sync();
            notice(world);
            assertThat(world.objects("usb")).isEmpty();
            assertThat(world.objects("nas")).isEmpty();
        }
    }
}
