package breakdex.sync.hash;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.asset.MediaInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clips last 2.4 s and measure 64 by 48; {@code fast} has its movie atom in front, the others at the end. */
final class MediaReaderTest {
    private static final MediaInfo CLIP = new MediaInfo(2_400L, 64, 48);

    private final MediaReader reader = new MediaReader();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"fast.mp4", "tail.mp4", "tail.mov"})
    void durationAndSizeComeFromTheHeader(String clip) throws Exception {
        assertThat(reader.read(file(clip, bytes(clip)))).isEqualTo(CLIP);
    }

    @Test
    void aFragmentedFileHasASizeAndNoKnownDuration() throws Exception {
        assertThat(reader.read(file("frag.mp4", bytes("frag.mp4")))).isEqualTo(new MediaInfo(null, 64, 48));
    }

    @Test
    void theHeaderIsFoundBehindFiveGibibytesOfMediaWithoutReadingThem() throws Exception {
        byte[] clip = bytes("tail.mp4");
        int movie = indexOf(clip, "moov") - 4;
        int media = indexOf(clip, "mdat") - 4;
        long mediaSize = 5L << 30;
        Path file = folder.resolve("long.mp4");
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.wrap(clip, 0, media));
            ByteBuffer head = ByteBuffer.allocate(16).putInt(1).put("mdat".getBytes(StandardCharsets.US_ASCII));
            out.write(head.putLong(mediaSize).flip());
            out.write(ByteBuffer.wrap(clip, movie, clip.length - movie), media + mediaSize);
        }
        assertThat(reader.read(file)).isEqualTo(CLIP);
    }

    @Test
    void whatIsNoVideoIsUnknown() throws Exception {
        assertThat(reader.read(file("empty.mp4", new byte[0]))).isEqualTo(MediaInfo.UNKNOWN);
        assertThat(reader.read(file("short.mp4", new byte[] {0, 0, 0, 1}))).isEqualTo(MediaInfo.UNKNOWN);
        assertThat(reader.read(file("text.mp4", "just some text".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo(MediaInfo.UNKNOWN);
        assertThat(reader.read(folder)).isEqualTo(MediaInfo.UNKNOWN);
        assertThat(reader.read(folder.resolve("none.mp4"))).isEqualTo(MediaInfo.UNKNOWN);
    }

    @Test
    void aHeaderThatClaimsToBeHugeIsNotBelieved() throws Exception {
        ByteBuffer head = ByteBuffer.allocate(16).putInt(0x7FFF_FFF0).put("moov".getBytes(StandardCharsets.US_ASCII));
        assertThat(reader.read(file("claim.mov", head.array()))).isEqualTo(MediaInfo.UNKNOWN);
    }

    @Test
    void noDamageMakesItThrow() throws Exception {
        Random random = new Random(3);
        byte[] whole = bytes("fast.mp4");
        for (int round = 0; round < 500; round++) {
            byte[] damaged = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
            for (int i = 0; i < 20; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            assertThat(reader.read(Files.write(folder.resolve("damaged.mp4"), damaged)))
                    .as("seed 3, round %s", round)
                    .isNotNull();
        }
    }

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] bytes(String clip) throws IOException {
        try (InputStream in = Objects.requireNonNull(MediaReaderTest.class.getResourceAsStream(clip))) {
            return in.readAllBytes();
        }
    }

    private static int indexOf(byte[] bytes, String type) {
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(type);
        assertThat(at).isPositive();
        return at;
    }
}
