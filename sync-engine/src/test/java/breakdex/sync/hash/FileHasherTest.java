package breakdex.sync.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.LocalState;
import breakdex.sync.event.Finding;
import breakdex.sync.scan.FileStamp;
import breakdex.sync.scan.LibraryFile;
import breakdex.sync.store.LibraryFileRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileHasherTest {
    private static final Instant SAID = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path library;

    private Path clip = Path.of("");
    private Instant written = Instant.EPOCH;

    @BeforeEach
    void aClip() throws IOException {
        clip = Files.writeString(library.resolve("clip.mp4"), "bytes");
        written = Files.getLastModifiedTime(clip).toInstant();
    }

    @Test
    void aQuietFileGetsItsHashAndTheStateThatHeldIt() throws Exception {
        LibraryFileRow row = hashed(null, written.plusSeconds(61));
        FileStamp stamp = FileStamp.read(clip);
        assertThat(row.hash())
                .isEqualTo(ContentHash.parse("277089d91c0bdf4f2e6862ba7e4a07605119431f5d13f726dd352b06f1b206a9"));
        assertThat(row.sizeBytes()).isEqualTo(5);
        assertThat(row.modifiedNs()).isEqualTo(stamp.modifiedNs());
        assertThat(row.changedNs()).isEqualTo(stamp.changedNs());
        assertThat(row.fileKey()).isEqualTo(stamp.fileKey());
        assertThat(row.state()).isEqualTo(LocalState.PRESENT);
        assertThat(row.folder()).isEqualTo("battles");
        assertThat(row.settled()).isTrue();
        assertThat(row.hashedAt()).isEqualTo(written.plusSeconds(61));
    }

    @Test
    void aKeyThatTheFileStoreDoesNotKeepIsNotStored() throws Exception {
        LibraryFile file = file(null);
        LibraryFile keyless = new LibraryFile(
                file.libraryId(),
                file.machineId(),
                file.path(),
                file.file(),
                file.stamp().withoutKey(),
                null);
        HashOutcome outcome = hasher(written).hash(keyless, FileHasherTest::nobody);
        assertThat(((HashOutcome.Hashed) outcome).row().fileKey()).isNull();
    }

    @Test
    void aFileYoungerThanAMinuteIsNotSettled() throws Exception {
        assertThat(hashed(null, written.plusSeconds(59)).settled()).isFalse();
    }

    @Test
    void anOldModificationTimeDoesNotHideAFreshChange() throws Exception {
        Files.setLastModifiedTime(clip, FileTime.from(written.minus(Duration.ofDays(400))));
        assertThat(hashed(null, written.plusSeconds(30)).settled()).isFalse();
    }

    @Test
    void aModificationTimeToComeIsOverruledByTheSystemsOwnTime() throws Exception {
        Files.setLastModifiedTime(clip, FileTime.from(written.plus(Duration.ofDays(400))));
        assertThat(hashed(null, written.plusSeconds(30)).settled()).isFalse();
        assertThat(hashed(null, written.plusSeconds(90)).settled()).isTrue();
    }

    @Test
    void aChangeTimeToComeIsNeverSettled() throws Exception {
        assertThat(hashed(null, written.minus(Duration.ofDays(1))).settled()).isFalse();
    }

    @Test
    void aFileThatChangesWhileItIsReadIsReadAgain() throws Exception {
        List<Long> reads = new ArrayList<>();
        HashOutcome outcome = hasher(written).hash(file(null), read -> {
            reads.add(read);
            if (reads.size() == 1) {
                append();
            }
        });
        HashedContent content = ((HashOutcome.Hashed) outcome).content();
        assertThat(content).isEqualTo(new AssetHashService().hash(clip));
        assertThat(content.sizeBytes()).isEqualTo(Files.size(clip)).isGreaterThan(5);
    }

    @Test
    void aChangeThatPutsSizeAndTimeBackIsNoticed() throws Exception {
        List<Long> reads = new ArrayList<>();
        FileTime time = Files.getLastModifiedTime(clip);
        HashOutcome outcome = hasher(written).hash(file(null), read -> {
            reads.add(read);
            if (reads.size() == 1) {
                rewrite("BYTES", time);
            }
        });
        assertThat(reads).hasSize(2);
        assertThat(((HashOutcome.Hashed) outcome).content()).isEqualTo(new AssetHashService().hash(clip));
    }

    @Test
    void aFileThatNeverHoldsStillIsReportedAfterThreeReads() throws Exception {
        List<Long> reads = new ArrayList<>();
        Finding finding = failed(hasher(written).hash(file(null), read -> {
            reads.add(read);
            rewrite("x".repeat(reads.size()), FileTime.from(written));
        }));
        assertThat(reads).hasSizeBetween(3, 6);
        assertThat(finding.kind()).isEqualTo("file-changing");
        assertThat(finding.isIncomplete()).isTrue();
    }

    @Test
    void aFileThatWentAwayIsANote() throws Exception {
        LibraryFile file = file(null);
        Files.delete(clip);
        Finding finding = failed(hasher(written).hash(file, FileHasherTest::nobody));
        assertThat(finding.kind()).isEqualTo("file-vanished");
        assertThat(finding.severity()).isEqualTo(Finding.Severity.NOTE);
    }

    @Test
    void aFileThatBecameALinkIsNotRead() throws Exception {
        LibraryFile file = file(null);
        Path elsewhere = Files.move(clip, library.resolve("elsewhere"));
        Files.createSymbolicLink(clip, elsewhere);
        assertThat(failed(hasher(written).hash(file, FileHasherTest::nobody)).kind())
                .isEqualTo("file-vanished");
    }

    /** The kernel refuses reads of this file with an I/O error, for the superuser too. */
    @Test
    void aFileThatCannotBeReadIsReportedWithWhatToDo() throws Exception {
        LibraryFile file = new LibraryFile("l", "d", "mem", Path.of("/proc/self/mem"), FileStamp.read(clip), null);
        Finding finding = failed(hasher(written).hash(file, FileHasherTest::nobody));
        assertThat(finding.kind()).isEqualTo("file-unreadable");
        assertThat(finding.remedy()).isNotEmpty();
    }

    @Test
    void aTouchedFileStaysDeleted() throws Exception {
        LibraryFileRow before = previous(new AssetHashService().hash(clip).hash(), null);
        assertThat(hashed(before, written).deletedAt()).isEqualTo(SAID);
    }

    @Test
    void newBytesUnderADeletedNameAreANewFile() throws Exception {
        LibraryFileRow before = previous(ContentHash.parse("ab".repeat(32)), null);
        assertThat(hashed(before, written).deletedAt()).isNull();
    }

    @Test
    void aFileThatCameBackFulfilsTheWishForItsPlaceOnly() throws Exception {
        ContentHash hash = new AssetHashService().hash(clip).hash();
        assertThat(hashed(previous(hash, null), written).wantedAt()).isNull();
        LibraryFileRow elsewhere = hashed(previous(hash, "/somewhere/clip.mp4"), written);
        assertThat(elsewhere.wantedAt()).isEqualTo(SAID);
        assertThat(elsewhere.restoreTo()).isEqualTo("/somewhere/clip.mp4");
    }

    @Test
    void anInterruptIsPassedOn() {
        assertThatThrownBy(() -> hasher(written)
                        .hash(file(null), read -> Thread.currentThread().interrupt()))
                .isInstanceOf(InterruptedException.class);
    }

    private static void nobody(long read) {}

    private static FileHasher hasher(Instant now) {
        return new FileHasher(new AssetHashService(), Clock.fixed(now, ZoneOffset.UTC), Duration.ofSeconds(60));
    }

    private LibraryFileRow hashed(@Nullable LibraryFileRow previous, Instant now) throws Exception {
        return ((HashOutcome.Hashed) hasher(now).hash(file(previous), FileHasherTest::nobody)).row();
    }

    private static Finding failed(HashOutcome outcome) {
        return ((HashOutcome.Failed) outcome).finding();
    }

    private LibraryFile file(@Nullable LibraryFileRow previous) throws IOException {
        return new LibraryFile("library", "device", "battles/clip.mp4", clip, FileStamp.read(clip), previous);
    }

    private static LibraryFileRow previous(ContentHash hash, @Nullable String restoreTo) {
        return new LibraryFileRow(
                "library",
                "device",
                "battles/clip.mp4",
                "battles",
                hash,
                5,
                1,
                1,
                null,
                LocalState.MISSING,
                true,
                SAID,
                SAID,
                SAID,
                restoreTo);
    }

    private void append() {
        try {
            Files.writeString(clip, " and more", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void rewrite(String content, FileTime time) {
        try {
            Files.writeString(clip, content);
            Files.setLastModifiedTime(clip, time);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
