package breakdex.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LandingTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CON",
                "con",
                "nul.mp4",
                "a/Aux.tar.gz",
                "COM1",
                "lpt9.mp4",
                "com¹.mp4",
                "a:b.mp4",
                "what?.mp4",
                "a*b",
                "trailing.",
                "trailing ",
                "folder./x.mp4",
                "a\\b.mp4",
                "tab\t.mp4",
                "\"x\"",
                "<x>",
                "a|b",
                "nul .mp4"
            })
    void whatWindowsCannotNameIsRefusedThereAndNowhereElse(String name) {
        assertThat(Landing.refusal(name, true)).isPresent().get().asString().startsWith("Windows has no such name");
        assertThat(Landing.refusal(name, false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"console.mp4", "com10.mp4", "a.b.mp4", "com", "nullen/x.mp4", "ünïcode.mp4", ".hidden"})
    void ordinaryNamesAreNamesEverywhere(String name) {
        assertThat(Landing.refusal(name, true)).isEmpty();
        assertThat(Landing.refusal(name, false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "..", "../x", "a/../../x", "", "a//b", "\\x2E\\x2E/x", "x\0"})
    void whatLeadsOutIsRefused(String name) {
        assertThat(Landing.refusal(name, false)).contains("its name leads out of the folder");
    }

    @Test
    void aNameIsCountedInBytes() {
        assertThat(Landing.refusal("ü".repeat(127), false)).isEmpty();
        assertThat(Landing.refusal("folder/" + "ü".repeat(128) + "/x.mp4", false))
                .contains("its name has more than 255 bytes");
    }

    @Test
    void aNameThatIsThereOnlyInAnotherCaseIsATwin() throws Exception {
        Files.createFile(folder.resolve("spin.mp4"));
        assertThat(Landing.isTwin(folder.resolve("Spin.mp4"))).isTrue();
        assertThat(Landing.isTwin(folder.resolve("spin.mp4"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"Videos, Videos", "../../x, .._.._x", "/etc, _etc", ".., library", "'', library", "a\0b, a_b"})
    void aLibrarysNameBecomesOneFolder(String name, String folderName) {
        assertThat(Landing.folderName(name)).isEqualTo(folderName);
    }
}
