package breakdex.cli;

import java.util.Locale;

/** Makes text fit for a terminal: nothing in it can move the cursor, and it is no wider than there is room. */
final class Text {
    private static final int FIRST_WIDE = 0x1100;

    private Text() {}

    /**
     * Control characters, line breaks, direction marks and lone surrogates as escapes. File names may hold them, and
     * one printed raw could forge a line of ours.
     */
    static String printable(String text) {
        if (text.codePoints().noneMatch(Text::harmful)) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (harmful(point)) {
                safe.append(escape(point));
            } else {
                safe.appendCodePoint(point);
            }
        });
        return safe.toString();
    }

    private static boolean harmful(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                // Joins the parts of one emoji, and does nothing else.
                point != 0x200D;
            default -> false;
        };
    }

    private static String escape(int point) {
        return switch (point) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format(Locale.ROOT, point < 0x100 ? "\\x%02x" : "\\u%04x", point);
        };
    }

    /** Cuts to so many columns, with an ellipsis where something is lost. Counts wide letters as two. */
    static String fit(String text, int columns) {
        if (columns(text) <= columns) {
            return text;
        }
        StringBuilder head = new StringBuilder();
        int used = 1;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int point = text.codePointAt(at);
            used += columnsOf(point);
            if (used > columns) {
                break;
            }
            head.appendCodePoint(point);
        }
        return columns < 1 ? "" : head.append('…').toString();
    }

    /** Fills up with blanks on the right. */
    static String pad(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - columns(text)));
    }

    static int columns(String text) {
        return text.codePoints().map(Text::columnsOf).sum();
    }

    /** Too many rather than too few: a line that wraps would spoil the redrawing. */
    private static int columnsOf(int point) {
        // General punctuation and arrows, which we print ourselves, are narrow.
        return point < FIRST_WIDE || (point >= 0x2000 && point < 0x2600) ? 1 : 2;
    }
}
