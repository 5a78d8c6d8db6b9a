package breakdex.sync;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.asset.LocalState;
import breakdex.sync.asset.Protection;
import breakdex.sync.event.Finding;
import breakdex.sync.safety.LocalFileRemover;
import breakdex.sync.store.CertificateRow;
import breakdex.sync.store.Database;
import breakdex.sync.store.StatusDao.Amount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreeAndRestoreTest {
    @TempDir
    Path root;

    private EngineWorld world;
    private Path clip;

    @BeforeEach
    void open() throws Exception {
        world = new EngineWorld(root);
        clip = world.video("2019/windmill.mp4", "spin");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private FreeReport free() throws InterruptedException {
        return world.engine().free(List.of(clip), false);
    }

    private RestoreReport restore() throws InterruptedException {
        return world.engine().restore(new RestoreRequest(List.of(clip), false, null, false));
    }

    private String refusal() throws InterruptedException {
        FreeReport report = free();
        assertThat(report.freed()).isZero();
        assertThat(clip).exists();
        return report.refused().stream().map(Finding::sentence).findFirst().orElse("");
    }

    private Path copyIn(String place) throws Exception {
        return world.place(place)
                .resolve("Breakdex")
                .resolve(world.objects(place).get(0));
    }

    @Test
    void grantedWithTwoDomainsAndTheCertificateIsShown() throws Exception {
        world.connect("a", "b");
        world.sync();
        FreeReport report = free();
        assertThat(report.refused()).isEmpty();
        assertThat(report.bytes()).isEqualTo(4);
        assertThat(clip).doesNotExist();
        assertThat(clip.getParent()).isEmptyDirectory();
        AssetReport why = world.engine().why(clip.toString());
        assertThat(why.names()).extracting(AssetReport.Name::state).containsExactly(LocalState.FREED);
        assertThat(why.certificates()).hasSize(1);
        assertThat(why.certificates().get(0).status()).isEqualTo("committed");
        assertThat(why.certificates().get(0).reliedOn())
                .hasSize(2)
                .allMatch(line -> line.contains("read back from the medium") && line.contains("by your word"));
    }

    @Test
    void aFreedFileComesBackWithItsTime() throws Exception {
        FileTime time = FileTime.fromMillis(1_500_000_000_123L);
        Files.setLastModifiedTime(clip, time);
        world.connect("a", "b");
        world.sync();
        free();
        RestoreReport report = restore();
        assertThat(report.failed()).isEmpty();
        assertThat(report.restored()).isEqualTo(1);
        assertThat(clip).hasContent("spin");
        assertThat(Files.getLastModifiedTime(clip)).isEqualTo(time);
        assertThat(world.sync().hashed().assets()).isZero();
    }

    @Test
    void refusedWithOneCopy() throws Exception {
        world.connect("a");
        world.sync();
        assertThat(refusal()).contains("has one proved copy, and two in different failure domains are needed");
    }

    @Test
    void refusedWithTwoCopiesInOneDomain() throws Exception {
        world.connect("a");
        world.engine()
                .addProvider(new ProviderRequest(
                        "b", "folder", Map.of("path", world.place("b").toString()), "domain-a", false));
        world.sync();
        assertThat(refusal()).contains("one failure domain with another copy");
    }

    @Test
    void refusedWithAnOldProofAndAPlaceAway() throws Exception {
        world.connect("a", "b");
        world.sync();
        world.clock.advance(Duration.ofDays(31));
        Files.move(world.place("b"), root.resolve("unplugged"));
        assertThat(refusal()).contains("b cannot be looked at");
    }

    @Test
    void anOldProofIsRenewedForThePermit() throws Exception {
        world.connect("a", "b");
        world.sync();
        world.clock.advance(Duration.ofDays(31));
        assertThat(free().freed()).isEqualTo(1);
    }

    @Test
    void refusedForAFileThatChangedAfterItsBackup() throws Exception {
        world.connect("a", "b");
        world.sync();
        Files.writeString(clip, "spun");
        assertThat(refusal()).contains("changed since it was backed up");
        assertThat(clip).hasContent("spun");
    }

    @Test
    void refusedForOtherBytesUnderTheSameSizeAndTime() throws Exception {
        world.connect("a", "b");
        world.sync();
        FileTime time = Files.getLastModifiedTime(clip);
        Files.writeString(clip, "spun");
        Files.setLastModifiedTime(clip, time);
        assertThat(refusal()).contains("changed since it was backed up");
    }

    @Test
    void refusedWithARottenCopyWhichIsThenReplaced() throws Exception {
        world.connect("a", "b");
        world.sync();
        Files.writeString(copyIn("b"), "sp1n");
        assertThat(refusal()).contains("b holds other bytes");
        world.sync();
        assertThat(copyIn("b")).hasContent("spin");
        assertThat(free().freed()).isEqualTo(1);
    }

    @Test
    void refusedForAFileThatWasTouchedAMinuteBeforeItWasRead() throws Exception {
        world.clock.set(Files.getLastModifiedTime(clip).toInstant().plusSeconds(5));
        world.connect("a", "b");
        world.sync();
        assertThat(refusal()).contains("less than a minute");
        world.clock.advance(Duration.ofMinutes(5));
        world.sync();
        assertThat(free().freed()).isEqualTo(1);
    }

    @Test
    void anEmptiedPlaceIsFilledAgainFromTheOtherAfterAFree() throws Exception {
        world.connect("a", "b");
        world.sync();
        free();
        Files.delete(copyIn("a"));
        assertThat(world.sync().outcome()).isEqualTo(Outcome.DONE);
        assertThat(copyIn("a")).hasContent("spin");
        Files.delete(copyIn("b"));
        assertThat(restore().restored()).isEqualTo(1);
        assertThat(clip).hasContent("spin");
    }

    @Test
    void restoreNeverReplacesOtherBytes() throws Exception {
        world.connect("a", "b");
        world.sync();
        free();
        Files.writeString(clip, "mine");
        RestoreReport report = restore();
        assertThat(report.failed()).extracting(Finding::sentence).anyMatch(text -> text.contains("other bytes stand"));
        assertThat(clip).hasContent("mine");
    }

    @Test
    void restoreAllToAnotherFolderKeepsTheRelativePaths() throws Exception {
        world.video("b.mp4", "other");
        world.connect("a", "b");
        world.sync();
        free();
        Path to = root.resolve("back");
        RestoreReport report = world.engine().restore(new RestoreRequest(List.of(), true, to, false));
        assertThat(report.restored()).isEqualTo(2);
        assertThat(to.resolve("2019/windmill.mp4")).hasContent("spin");
        assertThat(to.resolve("b.mp4")).hasContent("other");
        assertThat(clip).doesNotExist();
    }

    @Test
    void restoreTakesTheOtherPlaceWhereTheFirstIsRotten() throws Exception {
        world.connect("a", "b");
        world.sync();
        free();
        Files.writeString(copyIn("a"), "sp1n");
        Files.writeString(copyIn("b"), "spin");
        RestoreReport report = restore();
        assertThat(report.failed()).isEmpty();
        assertThat(clip).hasContent("spin");
    }

    @Test
    void aDeletedFileIsNotUploadedAndNotCalledProtectedUntilItIsUndeleted() throws Exception {
        world.connect("a", "b");
        assertThat(world.sync().outcome()).isEqualTo(Outcome.DONE);
        DeleteReport deleted = world.engine().delete(List.of(clip), false, false);
        assertThat(deleted.assets()).isEqualTo(1);
        assertThat(clip).exists();
        assertThat(world.engine().state().deletedButPresent()).containsExactly("2019/windmill.mp4");
        assertThat(refusal()).contains("was deleted from the library");
        world.engine().undelete(List.of(clip), false);
        assertThat(world.sync().outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void aNameIsTakenOutAloneWhereAnotherHasTheSameContent() throws Exception {
        world.video("copy.mp4", "spin");
        world.connect("a", "b");
        world.sync();
        DeleteReport deleted = world.engine().delete(List.of(clip), false, false);
        assertThat(deleted.assets()).isZero();
        assertThat(deleted.notes()).extracting(Finding::kind).containsExactly("content-stays");
    }

    @Test
    void aProofFromTheFutureIsNoneAndIsRenewed() throws Exception {
        world.connect("a", "b");
        world.sync();
        world.clock.advance(Duration.ofDays(-365));
        assertThat(world.engine().state().protection()).containsEntry(Protection.PROOF_DUE, new Amount(1, 4));
        assertThat(world.sync().outcome()).isEqualTo(Outcome.DONE);
        assertThat(world.engine().state().protection()).containsEntry(Protection.PROTECTED, new Amount(1, 4));
    }

    @Test
    void aCrashBeforeTheUnlinkGivesTheFileItsNameBack() throws Exception {
        world.connect("a", "b");
        world.sync();
        Path aside = crashWhileFreeing();
        SyncReport report = world.sync();
        assertThat(report.findings()).extracting(Finding::kind).containsExactly("removal-undone");
        assertThat(clip).hasContent("spin");
        assertThat(aside).doesNotExist();
        assertThat(world.engine().why(clip.toString()).certificates())
                .extracting(AssetReport.Certificate::status)
                .containsExactly("withdrawn");
    }

    @Test
    void aCrashBeforeTheUnlinkNeverReplacesAFileThatTookTheName() throws Exception {
        world.connect("a", "b");
        world.sync();
        Path aside = crashWhileFreeing();
        Files.writeString(clip, "mine");
        SyncReport report = world.sync();
        assertThat(report.findings()).extracting(Finding::kind).containsExactly("removal-undone");
        assertThat(clip).hasContent("mine");
        assertThat(aside).doesNotExist();
        assertThat(clip.resolveSibling("windmill (kept c1).mp4")).hasContent("spin");
    }

    /** Leaves what a power cut between the rename and the certificate leaves. */
    private Path crashWhileFreeing() throws Exception {
        AssetReport why = world.engine().why(clip.toString());
        Path aside = clip.resolveSibling(LocalFileRemover.ASIDE_PREFIX + "c1");
        world.engine().close();
        try (Database database = world.database()) {
            database.writing(tx -> tx.certificates()
                    .prepare(new CertificateRow(
                            "c1",
                            why.asset().hash(),
                            tx.libraries().all().get(0).id(),
                            tx.devices().self().orElseThrow(),
                            "2019/windmill.mp4",
                            CertificateRow.Status.PREPARED,
                            aside.getFileName().toString(),
                            4,
                            0,
                            "[]",
                            "test",
                            world.clock.instant(),
                            null,
                            null,
                            tx.devices().self().orElseThrow())));
        }
        Files.move(clip, aside);
        world.restart();
        return aside;
    }
}
