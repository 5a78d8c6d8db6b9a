package breakdex.sync.scan;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * How the names of files stand in the database: as text, {@code /} between them, as found.
 *
 * <p>A name is bytes, and text only by custom. A byte that is no part of valid UTF-8 is written {@code \xE9}, with two
 * upper-case hex digits; a backslash that stands before what would read as such an escape is itself written
 * {@code \x5C}. All else stands for itself, so that ordinary names are untouched and every name has exactly one text.
 */
public final class RelativePath {
    /** The order of UTF-8 bytes, which is the database's; Java's own order of strings differs beyond U+FFFF. */
    public static final Comparator<String> ORDER = RelativePath::compare;

    private static final char REPLACEMENT = '\uFFFD';
    private static final String ESCAPE = "\\x";

    private RelativePath() {}

    /** The text of a path's last name. */
    public static String name(Path path) {
        Path last = path.getFileName();
        String text = last == null ? "" : last.toString();
        if (text.indexOf(REPLACEMENT) >= 0) {
            return encode(rawName(path));
        }
        return text.contains(ESCAPE) ? encode(text.getBytes(StandardCharsets.UTF_8)) : text;
    }

    /** @param folder empty for the top of the library */
    public static String join(String folder, String name) {
        return folder.isEmpty() ? name : folder + "/" + name;
    }

    /**
     * Whether a text that came from elsewhere is a relative path that stays below its root: names between single
     * slashes, none of them {@code .} or {@code ..}. Whether this machine's file system takes them, only it can say.
     */
    public static boolean staysBelow(String relative) {
        if (relative.isEmpty() || relative.indexOf('\0') >= 0) {
            return false;
        }
        for (String name : relative.split("/", -1)) {
            byte[] bytes = decode(name);
            String plain = new String(bytes, StandardCharsets.ISO_8859_1);
            boolean slash = plain.indexOf('/') >= 0 || plain.indexOf('\0') >= 0;
            if (name.isEmpty() || slash || plain.equals(".") || plain.equals("..")) {
                return false;
            }
        }
        return true;
    }

    /** Where the file with this relative path lies below {@code root}. The inverse of what a scan does. */
    public static Path resolve(Path root, String relative) {
        if (!relative.contains(ESCAPE)) {
            try {
                return root.resolve(relative);
            } catch (InvalidPathException e) {
                // Java was started in a locale that has no such letter; the bytes of the name are UTF-8 all the same.
                return throughUri(root, relative.getBytes(StandardCharsets.UTF_8));
            }
        }
        return throughUri(root, decode(relative));
    }

    static String encode(byte[] name) {
        StringBuilder text = new StringBuilder(name.length + 8);
        for (int at = 0; at < name.length; ) {
            int length = isEscape(name, at) ? 0 : validLength(name, at);
            if (length == 0) {
                text.append(String.format("\\x%02X", name[at++]));
            } else {
                text.append(new String(name, at, length, StandardCharsets.UTF_8));
                at += length;
            }
        }
        return text.toString();
    }

    static byte[] decode(String text) {
        byte[] from = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream name = new ByteArrayOutputStream(from.length);
        for (int at = 0; at < from.length; ) {
            if (isEscape(from, at)) {
                name.write(Character.digit(from[at + 2], 16) << 4 | Character.digit(from[at + 3], 16));
                at += 4;
            } else {
                name.write(from[at++]);
            }
        }
        return name.toByteArray();
    }

    private static boolean isEscape(byte[] bytes, int at) {
        return at + 3 < bytes.length
                && bytes[at] == '\\'
                && bytes[at + 1] == 'x'
                && isUpperHex(bytes[at + 2])
                && isUpperHex(bytes[at + 3]);
    }

    private static boolean isUpperHex(byte digit) {
        return (digit >= '0' && digit <= '9') || (digit >= 'A' && digit <= 'F');
    }

    /** How many bytes the UTF-8 letter at {@code at} takes; 0 where there is none. */
    private static int validLength(byte[] bytes, int at) {
        int lead = bytes[at] & 0xFF;
        int length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (at + length > bytes.length) {
            return 0;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, at, length));
            return length;
        } catch (CharacterCodingException e) {
            return 0;
        }
    }

    /** The bytes of the last name: a path's URI holds them, where its text shows U+FFFD. */
    private static byte[] rawName(Path path) {
        String uri = path.toUri().getRawPath();
        String whole = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
        String last = whole.substring(whole.lastIndexOf('/') + 1);
        ByteArrayOutputStream name = new ByteArrayOutputStream(last.length());
        for (int at = 0; at < last.length(); at++) {
            if (last.charAt(at) == '%') {
                name.write(Integer.parseInt(last, at + 1, at + 3, 16));
                at += 2;
            } else {
                name.write(last.charAt(at));
            }
        }
        return name.toByteArray();
    }

    private static Path throughUri(Path root, byte[] relative) {
        String top = root.toUri().getRawPath();
        StringBuilder uri = new StringBuilder("file://").append(top.endsWith("/") ? top : top + "/");
        for (byte b : relative) {
            uri.append(b == '/' ? "/" : String.format("%%%02X", b));
        }
        return root.getFileSystem().provider().getPath(URI.create(uri.toString()));
    }

    private static int compare(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                return Integer.compare(rank(x), rank(y));
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /** Surrogates stand for the code points beyond U+FFFF, so they come last. */
    private static int rank(char c) {
        return Character.isSurrogate(c) ? c + 0x10000 : c;
    }
}
