package breakdex.sync.verify;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.LocalState;
import breakdex.sync.hash.AssetHashService;
import breakdex.sync.provider.FileSystemKind;
import breakdex.sync.provider.MediumReader;
import breakdex.sync.provider.ReadableFiles;
import breakdex.sync.scan.FileStamp;
import breakdex.sync.store.LibraryFileRow;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each thing that a look at one local file can find. */
class LocalVerifierTest {
    @TempDir
    Path folder;

    private final AssetHashService hashes = new AssetHashService();
    private final RottingDisk disk = new RottingDisk();
    private final LocalVerifier verifier = new LocalVerifier(hashes, new MediumReader(disk, 1));
    private Path file = Path.of("");
    private Path bad = Path.of("");

    @BeforeEach
    void write() throws Exception {
        file = Files.writeString(folder.resolve("spin.mp4"), "spin");
        bad = Files.writeString(folder.resolve("other"), "sp1n");
    }

    /** What the next reads are answered from instead of the file; the last answer stands. */
    private static final class RottingDisk implements ReadableFiles {
        private final Deque<Path> answers = new ArrayDeque<>();
        private int cached;
        private int past;

        @Override
        public FileChannel openForReading(Path file) throws IOException {
            cached++;
            return FileChannel.open(next(file));
        }

        @Override
        public FileChannel openPastCache(Path file) throws IOException {
            past++;
            // What the test's disk can do does not matter: a plain read in steps of its own.
            return FileChannel.open(next(file));
        }

        private Path next(Path file) throws IOException {
            Path answer = answers.isEmpty() ? file : answers.remove();
            if (answer.endsWith("denied")) {
                throw new AccessDeniedException(file.toString());
            }
            return answer;
        }

        @Override
        public FileSystemKind kind(Path folder) {
            return new FileSystemKind("ext4");
        }
    }

    private LibraryFileRow row() throws IOException, InterruptedException {
        FileStamp stamp = FileStamp.read(file);
        return new LibraryFileRow(
                "library",
                "machine",
                "spin.mp4",
                "",
                hash(file),
                stamp.sizeBytes(),
                stamp.modifiedNs(),
                stamp.changedNs(),
                stamp.fileKey(),
                LocalState.PRESENT,
                true,
                null,
                null,
                null,
                null);
    }

    private ContentHash hash(Path of) throws IOException, InterruptedException {
        return hashes.hash(of).hash();
    }

    private LocalProof look() throws Exception {
        return verifier.look(row(), file, read -> {});
    }

    @Test
    void aFileThatHoldsItsHashIsReadOnce() throws Exception {
        assertThat(look()).isInstanceOf(LocalProof.Intact.class);
        assertThat(disk.cached + disk.past).isEqualTo(1);
    }

    @Test
    void whatIsLargeIsReadPastTheCacheTheFirstTimeToo() throws Exception {
        Files.write(file, new byte[256 * 1024]);
        assertThat(look()).isInstanceOf(LocalProof.Intact.class);
        assertThat(disk.past).isEqualTo(1);
        assertThat(disk.cached).isZero();
    }

    @Test
    void twoBadReadsOfAFileThatNobodyTouchedAreDamageTheSecondFromTheMedium() throws Exception {
        disk.answers.add(bad);
        disk.answers.add(bad);
        String what =
                "SHA-256 " + hash(bad).brief() + "… instead of " + hash(file).brief() + "…";
        assertThat(look()).isEqualTo(new LocalProof.Damaged(what, true, FileStamp.read(file)));
        assertThat(disk.cached).isEqualTo(1);
        assertThat(disk.past).isEqualTo(1);
    }

    @Test
    void twoReadsThatAreBadInDifferentWaysAreDamageToo() throws Exception {
        disk.answers.add(bad);
        disk.answers.add(Files.writeString(folder.resolve("third"), "sp"));
        assertThat(look())
                .isInstanceOfSatisfying(
                        LocalProof.Damaged.class,
                        damaged -> assertThat(damaged.what()).isEqualTo("2 bytes instead of 4"));
    }

    @Test
    void oneBadReadIsNoDamage() throws Exception {
        disk.answers.add(bad);
        assertThat(look())
                .isInstanceOfSatisfying(
                        LocalProof.Doubtful.class,
                        doubtful -> assertThat(doubtful.what()).startsWith("SHA-256 "));
    }

    @Test
    void aFileThatWasWrittenIsChangedWhateverItHolds() throws Exception {
        LibraryFileRow before = row();
        Files.writeString(file, "spun");
        assertThat(verifier.look(before, file, read -> {})).isInstanceOf(LocalProof.Changed.class);
        assertThat(disk.cached + disk.past).isZero();
    }

    /** Its first read is bad because somebody is just writing it. */
    @Test
    void aFileThatIsWrittenWhileItIsReadIsChanged() throws Exception {
        LibraryFileRow before = row();
        disk.answers.add(bad);
        LocalProof proof = verifier.look(before, file, read -> {
            try {
                Files.writeString(file, "spinning");
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        assertThat(proof).isInstanceOf(LocalProof.Changed.class);
    }

    @Test
    void aFileThatIsNotThereIsMissing() throws Exception {
        LibraryFileRow before = row();
        Files.delete(file);
        assertThat(verifier.look(before, file, read -> {})).isInstanceOf(LocalProof.Missing.class);
    }

    @Test
    void aLinkUnderItsNameIsChangedAndNotFollowed() throws Exception {
        LibraryFileRow before = row();
        Path moved = Files.move(file, folder.resolve("moved"));
        Files.createSymbolicLink(file, moved);
        assertThat(verifier.look(before, file, read -> {})).isInstanceOf(LocalProof.Changed.class);
    }

    @Test
    void aFileThatMayNotBeReadIsUnreadable() throws Exception {
        disk.answers.add(folder.resolve("denied"));
        assertThat(look())
                .isInstanceOfSatisfying(
                        LocalProof.Unreadable.class,
                        unreadable -> assertThat(unreadable.why()).isEqualTo("this user may not read it"));
    }

    /** A second read that fails leaves open what the file holds. */
    @Test
    void aBadReadAndAFailedOneAreUnreadableAndNoDamage() throws Exception {
        disk.answers.add(bad);
        disk.answers.add(folder.resolve("denied"));
        assertThat(look()).isInstanceOf(LocalProof.Unreadable.class);
    }
}
