package breakdex.sync.asset;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The identity of a video: the digest of its bytes and the name of the algorithm that made it.
 *
 * <p>The text form is what every table, file name and manifest holds. A SHA-256 digest stands bare (64 lower-case hex
 * digits), as the app has always written it; any other algorithm carries its name in front, {@code name:hex}. So a
 * second algorithm can be added without touching one stored row. Immutable.
 *
 * @param algorithm lower-case name, {@value #SHA256} today
 * @param digest lower-case hex, an even number of digits
 */
public record ContentHash(String algorithm, String digest) implements Comparable<ContentHash> {
    public static final String SHA256 = "sha256";

    private static final int SHA256_DIGITS = 64;
    private static final Pattern OTHER = Pattern.compile("([a-z0-9-]{1,16}):((?:[0-9a-f]{2}){16,128})");

    public ContentHash {
        boolean good = algorithm.equals(SHA256)
                ? isSha256(digest)
                : OTHER.matcher(algorithm + ":" + digest).matches();
        if (!good) {
            throw new IllegalArgumentException("not a content hash: " + algorithm + ":" + digest);
        }
    }

    /** @param digest the 32 bytes of a SHA-256 */
    public static ContentHash ofSha256(byte[] digest) {
        return new ContentHash(SHA256, HexFormat.of().formatHex(digest));
    }

    /** @throws IllegalArgumentException if {@code text} is not the text form of a content hash */
    public static ContentHash parse(String text) {
        return tryParse(text).orElseThrow(() -> new IllegalArgumentException("not a content hash: " + text));
    }

    /** Upper-case hex is accepted, because people paste it. Empty where the text is something else. */
    public static Optional<ContentHash> tryParse(String text) {
        if (isSha256(text)) {
            return Optional.of(new ContentHash(SHA256, text));
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (isSha256(lower)) {
            return Optional.of(new ContentHash(SHA256, lower));
        }
        var other = OTHER.matcher(lower);
        return other.matches() && !other.group(1).equals(SHA256)
                ? Optional.of(new ContentHash(other.group(1), other.group(2)))
                : Optional.empty();
    }

    /** The digest in a hash's stored text, which is not looked at any closer. */
    public static String digestIn(String text) {
        return text.substring(text.indexOf(':') + 1);
    }

    /** By hand, because a listing asks it for every object. */
    private static boolean isSha256(String text) {
        if (text.length() != SHA256_DIGITS) {
            return false;
        }
        for (int i = 0; i < SHA256_DIGITS; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    /** Twelve digits: enough for a person to tell two assets of one library apart, never for a look-up. */
    public String brief() {
        return digest.substring(0, 12);
    }

    @Override
    public int compareTo(ContentHash other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return algorithm.equals(SHA256) ? digest : algorithm + ":" + digest;
    }
}
