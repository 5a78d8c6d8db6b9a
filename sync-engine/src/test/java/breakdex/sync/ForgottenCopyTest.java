package breakdex.sync;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.asset.Protection;
import breakdex.sync.event.SyncEvent;
import breakdex.sync.store.StatusDao.Amount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies that lay whole in their places were called lost once neither their record nor their file was there. */
class ForgottenCopyTest {
    private static final List<String> DATABASE = List.of("breakdex.db", "breakdex.db-wal");

    @TempDir
    Path root;

    private final List<String> told = new ArrayList<>();
    private EngineWorld world;
    private Path clip;

    @BeforeEach
    void open() throws Exception {
        world = new EngineWorld(root);
        clip = world.video("a.mp4", "one");
        world.connect("a", "b");
    }

    @AfterEach
    void close() {
        world.close();
    }

    /** The state to which a power cut may set the database back: the file is known, and no copy. */
    private void keepTheDatabaseOnceTheFileIsKnown() throws IOException {
        Path kept = Files.createDirectories(root.resolve("kept"));
        world.listen(event -> {
            if (event instanceof SyncEvent.StageStarted stage && stage.what().startsWith("Copying")) {
                DATABASE.forEach(name -> copy(world.home.resolve(name), kept.resolve(name)));
                told.addAll(segments("a"));
            }
        });
    }

    /** As if it had come before the places were told what the run learned. */
    private void losePower() throws IOException {
        world.listen(event -> {});
        world.close();
        for (String place : List.of("a", "b")) {
            for (String segment : segments(place)) {
                if (!told.contains(segment)) {
                    Files.delete(sync(place).resolve(segment));
                }
            }
        }
        DATABASE.forEach(name -> copy(root.resolve("kept").resolve(name), world.home.resolve(name)));
        world.restart();
    }

    private Path sync(String place) {
        return world.place(place).resolve("Breakdex/.sync");
    }

    private List<String> segments(String place) {
        try (Stream<Path> files = Files.walk(sync(place))) {
            return files.filter(file -> file.toString().endsWith(".zst"))
                    .map(file -> sync(place).relativize(file).toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatAPowerCutTookFromTheRecordIsProvedAgainWhereItLies() throws Exception {
        keepTheDatabaseOnceTheFileIsKnown();
        world.sync();
        losePower();
        assertThat(world.engine().why(clip.toString()).copies()).isEmpty();
        Files.delete(clip);
        SyncReport report = world.sync();
        assertThat(report.protection()).containsEntry(Protection.PROTECTED, new Amount(1, 3));
        assertThat(report.bytesMoved()).isZero();
        assertThat(world.engine()
                        .restore(new RestoreRequest(List.of(clip), false, null, false))
                        .restored())
                .isEqualTo(1);
        assertThat(clip).hasContent("one");
    }

    @Test
    void whatARottenCopyHoldsIsNoCopyAllTheSame() throws Exception {
        keepTheDatabaseOnceTheFileIsKnown();
        world.sync();
        losePower();
        Files.delete(clip);
        for (String place : List.of("a", "b")) {
            Path objects = world.place(place).resolve("Breakdex");
            Files.writeString(objects.resolve(world.objects(place).get(0)), "0ne");
        }
        assertThat(world.sync().protection()).containsEntry(Protection.LOST, new Amount(1, 3));
    }

    @Test
    void placesThatWereTakenOffAndConnectedUnderOtherNamesStillHoldTheirs() throws Exception {
        world.sync();
        Files.delete(clip);
        for (String place : List.of("a", "b")) {
            world.engine().removeProvider(place);
            Files.move(world.place(place), world.place("new-" + place));
        }
        world.connect("new-a", "new-b");
        assertThat(world.sync().protection()).containsEntry(Protection.PROTECTED, new Amount(1, 3));
    }
}
