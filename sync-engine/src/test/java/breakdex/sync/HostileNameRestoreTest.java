package breakdex.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakdex.sync.asset.LocalState;
import breakdex.sync.event.Finding;
import breakdex.sync.store.Database;
import breakdex.sync.store.LibraryFileRow;
import breakdex.sync.store.LibraryRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Names that other devices may have given come back as they are where this machine can have them, and else are refused
 * one by one: nothing is overwritten, and nothing lands outside.
 */
class HostileNameRestoreTest {
    @TempDir
    Path root;

    private EngineWorld world;
    private Path to = Path.of("");
    private Path outside = Path.of("");

    @BeforeEach
    void open() throws Exception {
        world = new EngineWorld(root);
        to = root.resolve("back");
        outside = Files.createDirectory(root.resolve("outside"));
        world.video("good.mp4", "spin");
        world.connect("a", "b");
        world.sync();
    }

    @AfterEach
    void close() {
        world.close();
    }

    /** As if another device had told of these names of the clip. */
    private void told(String... paths) {
        try (Database database = world.database()) {
            database.writing(tx -> {
                LibraryRow library = tx.libraries().all().get(0);
                LibraryFileRow good = tx.files()
                        .find(library.id(), String.valueOf(library.machineId()), "good.mp4")
                        .orElseThrow();
                for (String path : paths) {
                    tx.files().put(List.of(named(good, library.id(), path)));
                }
            });
        }
    }

    private static LibraryFileRow named(LibraryFileRow like, String library, String path) {
        return new LibraryFileRow(
                library,
                like.machineId(),
                path,
                LibraryFileRow.folderOf(path),
                like.hash(),
                like.sizeBytes(),
                like.modifiedNs(),
                0,
                null,
                LocalState.MISSING,
                true,
                null,
                null,
                null,
                null);
    }

    private RestoreReport restore(@Nullable Path into) throws InterruptedException {
        return world.engine().restore(new RestoreRequest(List.of(), true, into, false));
    }

    private static List<String> texts(RestoreReport report) {
        return report.failed().stream().map(Finding::text).toList();
    }

    private static List<Path> filesIn(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void namesThatLeadOutAreRefusedAndTheOthersComeBack() throws Exception {
        told("../outside/x.mp4", root.resolve("outside/y.mp4").toString(), "a/../../outside/z.mp4");
        RestoreReport report = restore(to);
        assertThat(report.restored()).isEqualTo(1);
        assertThat(to.resolve("good.mp4")).hasContent("spin");
        assertThat(texts(report))
                .hasSize(3)
                .allMatch(text -> text.contains("leads out of the folder") && text.contains("--as FILE"));
        assertThat(filesIn(outside)).isEmpty();
        assertThat(restore(null).restored()).isZero();
        assertThat(filesIn(outside)).isEmpty();
    }

    @Test
    void nothingIsWrittenThroughALinkThatLeadsOut() throws Exception {
        told("link/x.mp4", "link/deeper/y.mp4", "nowhere/z.mp4");
        Files.createDirectory(to);
        for (Path base : List.of(to, world.videos)) {
            Files.createSymbolicLink(base.resolve("link"), outside);
            Files.createSymbolicLink(base.resolve("nowhere"), root.resolve("nothing"));
        }
        for (Path into : new Path[] {to, null}) {
            RestoreReport report = restore(into);
            assertThat(texts(report))
                    .filteredOn(text -> text.contains("is a link that leads out of"))
                    .hasSize(2);
            assertThat(texts(report))
                    .filteredOn(text -> text.contains("is a link that leads nowhere"))
                    .hasSize(1);
        }
        assertThat(filesIn(outside)).isEmpty();
        assertThat(root.resolve("nothing")).doesNotExist();
    }

    /** The link came after the wish: a restore that was cut short is ended by a later run. */
    @Test
    void anOldWishIsJudgedAgainBeforeItIsFulfilled() throws Exception {
        told("link/x.mp4");
        try (Database database = world.database()) {
            database.writing(tx -> {
                LibraryRow library = tx.libraries().all().get(0);
                tx.files()
                        .find(library.id(), String.valueOf(library.machineId()), "link/x.mp4")
                        .ifPresent(row -> tx.files().put(List.of(row.wanted(world.clock.instant(), null))));
            });
        }
        Files.createSymbolicLink(world.videos.resolve("link"), outside);
        assertThat(world.sync().findings())
                .extracting(Finding::sentence)
                .anyMatch(sentence -> sentence.startsWith("link/x.mp4 was not brought back: its folder is a link"));
        assertThat(filesIn(outside)).isEmpty();
    }

    @Test
    void aLinkThatStaysInsideIsNoReasonToRefuse() throws Exception {
        told("link/x.mp4");
        Files.createDirectories(to.resolve("real"));
        Files.createSymbolicLink(to.resolve("link"), to.resolve("real"));
        assertThat(texts(restore(to))).isEmpty();
        assertThat(to.resolve("real/x.mp4")).hasContent("spin");
    }

    @Test
    void aNameThatIsTooLongIsRefusedBeforeAByteIsFetched() throws Exception {
        told("x".repeat(300) + ".mp4", "y".repeat(300) + "/z.mp4");
        RestoreReport report = restore(to);
        assertThat(report.restored()).isEqualTo(1);
        assertThat(texts(report)).hasSize(2).allMatch(text -> text.contains("more than 255 bytes"));
        assertThat(filesIn(to)).containsExactly(to.resolve("good.mp4"));
    }

    /** Names that only Windows lacks, and pairs that only some file systems take for one. */
    @Test
    void whatThisFileSystemCanNameComesBackAsItIs() throws Exception {
        String composed = "\u00fc.mp4";
        String decomposed = "u\u0308.mp4";
        String[] names = {"CON.mp4", "a:b.mp4", "dot.", "blank ", "Good.mp4", composed, decomposed};
        told(names);
        RestoreReport report = restore(to);
        assertThat(texts(report)).isEmpty();
        assertThat(report.restored()).isEqualTo(8);
        for (String name : names) {
            assertThat(to.resolve(name)).hasContent("spin");
        }
    }

    @Test
    void aLibraryWhoseNameLeadsOutIsLaidInOneFolder() throws Exception {
        try (Database database = world.database()) {
            database.writing(tx -> {
                LibraryRow own = tx.libraries().all().get(0);
                tx.libraries()
                        .put(new LibraryRow(
                                "evil",
                                "../outside",
                                null,
                                null,
                                null,
                                true,
                                "{}",
                                own.domain(),
                                world.clock.instant(),
                                null));
                LibraryFileRow good = tx.files()
                        .find(own.id(), String.valueOf(own.machineId()), "good.mp4")
                        .orElseThrow();
                tx.files().put(List.of(named(good, "evil", "x.mp4")));
            });
        }
        RestoreReport report = restore(to);
        assertThat(report.restored()).isEqualTo(2);
        assertThat(to.resolve(".._outside/x.mp4")).hasContent("spin");
        assertThat(filesIn(outside)).isEmpty();
    }

    @Test
    void aRefusedNameComesBackUnderAnother() throws Exception {
        told("x".repeat(300) + ".mp4");
        String remedy = texts(restore(to)).get(0);
        String hash = remedy.substring(remedy.indexOf("restore ") + 8, remedy.indexOf(" --as"));
        Path as = root.resolve("new folder/short.mp4");
        assertThat(world.engine().restoreAs(hash, as, true).restored()).isEqualTo(1);
        assertThat(as).doesNotExist();
        RestoreReport report = world.engine().restoreAs(hash, as, false);
        assertThat(report.failed()).isEmpty();
        assertThat(report.restored()).isEqualTo(1);
        assertThat(as).hasContent("spin");
        Files.writeString(as, "mine");
        assertThat(texts(world.engine().restoreAs(hash, as, false)).get(0)).contains("other bytes stand");
        assertThat(as).hasContent("mine");
    }

    @Test
    void underTheNameOfAFolderOrAmongAPlacesCopiesNothingIsWritten() {
        String hash = world.engine()
                .why(world.videos.resolve("good.mp4").toString())
                .asset()
                .hash()
                .digest();
        assertThatThrownBy(() -> world.engine().restoreAs(hash, outside, false))
                .isInstanceOf(SyncException.class)
                .hasMessageContaining("is a folder");
        Path among = world.place("a").resolve("Breakdex/x.mp4");
        assertThatThrownBy(() -> world.engine().restoreAs(hash, among, false))
                .isInstanceOf(SyncException.class)
                .hasMessageContaining("where a place keeps its copies");
        assertThat(among).doesNotExist();
    }
}
