package breakdex.cli;

import java.util.ArrayList;
import java.util.List;

/** The lines that a command answers with, before anybody knows where they go. Not thread-safe. */
final class Page {
    /** How a line is meant. A terminal shows it as a colour. */
    enum Tone {
        PLAIN,
        GOOD,
        WARNING,
        BAD,
        FAINT
    }

    record Line(Tone tone, String text) {}

    private final List<Line> lines = new ArrayList<>();

    Page plain(String text) {
        return line(Tone.PLAIN, text);
    }

    Page good(String text) {
        return line(Tone.GOOD, text);
    }

    Page warning(String text) {
        return line(Tone.WARNING, text);
    }

    Page bad(String text) {
        return line(Tone.BAD, text);
    }

    Page faint(String text) {
        return line(Tone.FAINT, text);
    }

    /** An empty line, but never two in a row and none at the top. */
    Page gap() {
        if (!lines.isEmpty() && !lines.get(lines.size() - 1).text().isEmpty()) {
            plain("");
        }
        return this;
    }

    Page line(Tone tone, String text) {
        lines.add(new Line(tone, text));
        return this;
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }

    /** Without tones, a line break after each line. */
    String text() {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.text()).append('\n'));
        return text.toString();
    }
}
