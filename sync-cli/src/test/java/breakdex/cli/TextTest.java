package breakdex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TextTest {
    @Test
    void whatCouldMoveTheCursorOrForgeALineIsEscaped() {
        assertThat(Text.printable("a\nb\r\u001b[2Jc\td")).isEqualTo("a\\nb\\r\\x1b[2Jc\\td");
        assertThat(Text.printable("x\u009bm")).isEqualTo("x\\x9bm");
        assertThat(Text.printable("gpj\u202e4pm")).isEqualTo("gpj\\u202e4pm");
        assertThat(Text.printable("\u2028")).isEqualTo("\\u2028");
        assertThat(Text.printable("\ud800x")).isEqualTo("\\ud800x");
    }

    @Test
    void lettersOfAllTonguesStay() {
        String names = "Übung – ブレイク 💃🏽 👩\u200d🎤.mp4";
        assertThat(Text.printable(names)).isEqualTo(names);
    }

    @Test
    void fittedTextIsNeverWiderThanItsRoom() {
        assertThat(Text.fit("abcdef", 6)).isEqualTo("abcdef");
        assertThat(Text.fit("abcdefg", 6)).isEqualTo("abcde…");
        assertThat(Text.fit("ブレイク", 5)).isEqualTo("ブレ…");
        assertThat(Text.columns(Text.fit("💃💃💃💃", 4))).isLessThanOrEqualTo(4);
        assertThat(Text.fit("abc", 0)).isEmpty();
    }
}
