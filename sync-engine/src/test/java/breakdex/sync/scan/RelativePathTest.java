package breakdex.sync.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RelativePathTest {
    @Test
    void ordinaryNamesStandForThemselves() {
        for (String name : new String[] {"a.mp4", "é 🎉\n.mp4", "back\\slash", "\\x4", "\\xe9", "\uFFFD", "e\u0301"}) {
            assertThat(RelativePath.encode(name.getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(name);
        }
    }

    @Test
    void bytesThatAreNoTextAreEscaped() {
        assertThat(RelativePath.encode(new byte[] {'c', (byte) 0xE9, '.'})).isEqualTo("c\\xE9.");
        assertThat(RelativePath.encode(new byte[] {(byte) 0xC3})).isEqualTo("\\xC3");
        assertThat(RelativePath.encode("\\x41".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("\\x5Cx41");
    }

    @Test
    void everyNameHasOneTextAndComesBackFromIt() {
        Random random = new Random(7);
        byte[] letters = {'\\', 'x', '4', 'E', '9', (byte) 0xE9, (byte) 0xC3, (byte) 0xA9, 'a', (byte) 0xF0};
        for (int round = 0; round < 20_000; round++) {
            byte[] name = new byte[1 + random.nextInt(12)];
            for (int i = 0; i < name.length; i++) {
                name[i] = letters[random.nextInt(letters.length)];
            }
            assertThat(RelativePath.decode(RelativePath.encode(name)))
                    .as("seed 7, round %s", round)
                    .isEqualTo(name);
        }
    }

    @Test
    void aNameThatIsNoTextLeadsBackToItsFile(@TempDir Path folder) throws Exception {
        Path file = RelativePath.resolve(folder, "sub/caf\\xE9 %\uFFFD🎉.mp4");
        Files.createDirectories(folder.resolve("sub"));
        Files.writeString(file, "bytes");
        try (var listing = Files.list(folder.resolve("sub"))) {
            Path found = listing.findFirst().orElseThrow();
            assertThat(RelativePath.name(found)).isEqualTo("caf\\xE9 %\uFFFD🎉.mp4");
            assertThat(found).isEqualTo(file);
        }
    }

    @Test
    void theOrderIsThatOfUtf8Bytes() {
        Random random = new Random(11);
        String[] parts = {"a", "b", "/", "é", "\uFB01", "\uFFFD", "🎉", "\uD7FF", "𝄞"};
        for (int round = 0; round < 5_000; round++) {
            String a = some(parts, random);
            String b = some(parts, random);
            int bytes = Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
            assertThat(Integer.signum(RelativePath.ORDER.compare(a, b)))
                    .as("%s and %s", a, b)
                    .isEqualTo(Integer.signum(bytes));
        }
    }

    private static String some(String[] parts, Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            text.append(parts[random.nextInt(parts.length)]);
        }
        return text.toString();
    }
}
