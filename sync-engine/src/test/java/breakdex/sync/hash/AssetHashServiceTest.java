package breakdex.sync.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakdex.sync.asset.ContentHash;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AssetHashServiceTest {
    private static final int BUFFER = 128 * 1024;

    private final AssetHashService service = new AssetHashService();

    @TempDir
    Path folder;

    /** From FIPS 180-4 and NIST's examples. */
    @ParameterizedTest
    @CsvSource({
        "'',e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "abc,ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq,"
                + "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    })
    void knownContentHasItsKnownHash(String content, String digest) throws Exception {
        byte[] bytes = content.getBytes(StandardCharsets.US_ASCII);
        Path file = Files.write(folder.resolve("clip.mp4"), bytes);
        HashedContent expected = new HashedContent(new ContentHash("sha256", digest), bytes.length);
        assertThat(service.hash(file)).isEqualTo(expected);
        assertThat(service.hash(new ByteArrayInputStream(bytes))).isEqualTo(expected);
    }

    @Test
    void aMillionLettersHaveTheirKnownHash() throws Exception {
        byte[] bytes = "a".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
        assertThat(service.hash(new ByteArrayInputStream(bytes)).hash())
                .hasToString("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    }

    @Test
    void equalBytesUnderDifferentNamesAreOneContent() throws Exception {
        byte[] bytes = random(5000);
        HashedContent first = service.hash(Files.write(folder.resolve("first.mp4"), bytes));
        assertThat(service.hash(Files.write(folder.resolve("Second, copy.MOV"), bytes)))
                .isEqualTo(first);
        bytes[4999] ^= 1;
        assertThat(service.hash(Files.write(folder.resolve("third.mp4"), bytes)).hash())
                .isNotEqualTo(first.hash());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, BUFFER - 1, BUFFER, BUFFER + 1, 3 * BUFFER})
    void contentOfAnySizeAroundTheBufferIsHashedWhole(int size) throws Exception {
        byte[] bytes = random(size);
        assertThat(service.hash(Files.write(folder.resolve("clip"), bytes)))
                .isEqualTo(new HashedContent(plain(bytes), size));
    }

    @Test
    void aStreamThatGivesItsBytesInCrumbsIsHashedWhole() throws Exception {
        byte[] bytes = random(10_000);
        InputStream crumbs = new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return super.read(buffer, offset, Math.min(7, length));
            }
        };
        assertThat(service.hash(crumbs).hash()).isEqualTo(plain(bytes));
    }

    @Test
    void aFileOfMoreThanTwoGibibytesIsHashedWhole() throws Exception {
        long size = (1L << 31) + 1;
        Path file = folder.resolve("long.mov");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {1}), size - 1);
        }
        // openssl dgst -sha256 of 2^31 zeros and a one.
        assertThat(service.hash(file))
                .isEqualTo(new HashedContent(
                        ContentHash.parse("60f8b76720e075ea4e7151a3b56c5ebc97934e47f08ee20f9fffc891c35882fc"), size));
    }

    @Test
    void aHasherTakesArraysAndBuffersAlike() throws Exception {
        byte[] bytes = random(1000);
        Hasher hasher = Hasher.sha256();
        hasher.update(bytes, 0, 100);
        hasher.update(ByteBuffer.wrap(bytes, 100, 300));
        ByteBuffer direct = ByteBuffer.allocateDirect(600).put(bytes, 400, 600).flip();
        hasher.update(direct);
        assertThat(direct.hasRemaining()).isFalse();
        assertThat(hasher.sizeBytes()).isEqualTo(1000);
        assertThat(hasher.finish()).isEqualTo(new HashedContent(plain(bytes), 1000));
    }

    @Test
    void aFinishedHasherIsNotUsedAgain() {
        Hasher hasher = Hasher.sha256();
        hasher.finish();
        assertThatThrownBy(hasher::finish).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> hasher.update(new byte[1], 0, 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anotherAlgorithmIsRefusedByItsName() {
        assertThat(Hasher.like(plain(new byte[3])).finish().hash().algorithm()).isEqualTo("sha256");
        ContentHash other = ContentHash.parse("blake3:" + "ab".repeat(32));
        assertThatThrownBy(() -> Hasher.like(other)).hasMessageContaining("blake3");
    }

    @Test
    void manyThreadsGetTheHashOfTheirOwnFile() throws Exception {
        List<Callable<Boolean>> jobs = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            byte[] bytes = random(BUFFER + i);
            Path file = Files.write(folder.resolve("clip-" + i), bytes);
            jobs.add(() -> service.hash(file).hash().equals(plain(bytes)));
        }
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            for (Future<Boolean> job : pool.invokeAll(jobs)) {
                assertThat(job.get()).isTrue();
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void progressAddsUpToTheSize() throws Exception {
        Path file = Files.write(folder.resolve("clip"), random(3 * BUFFER + 5));
        List<Long> steps = new ArrayList<>();
        service.hash(file, steps::add);
        assertThat(steps).hasSizeGreaterThan(2);
        assertThat(steps.stream().mapToLong(Long::longValue).sum()).isEqualTo(3 * BUFFER + 5);
    }

    @Test
    void anInterruptEndsTheHashingOfAFile() throws Exception {
        Path file = Files.write(folder.resolve("clip"), random(3 * BUFFER));
        List<Long> steps = new ArrayList<>();
        assertThatThrownBy(() -> service.hash(file, read -> {
                    steps.add(read);
                    Thread.currentThread().interrupt();
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(steps).hasSize(1);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void aThreadThatIsInterruptedAlreadyHashesNothing() throws Exception {
        Path file = Files.write(folder.resolve("clip"), random(10));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> service.hash(file)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> service.hash(new ByteArrayInputStream(random(10))))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void aLinkIsNotFollowedAndAMissingFileIsSaidToBeMissing() throws Exception {
        Path file = Files.write(folder.resolve("clip"), random(10));
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        assertThatThrownBy(() -> service.hash(link)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> service.hash(folder.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static ContentHash plain(byte[] bytes) {
        try {
            return ContentHash.ofSha256(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
