package breakdex.sync.hash;

import breakdex.sync.asset.ContentHash;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/**
 * One content, hashed as its bytes pass by. Used by one thread, for one content.
 *
 * <p>It holds a digest's state and a count, never bytes: its size does not depend on the content's.
 */
public final class Hasher {
    /** As {@link ContentHash#SHA256} is called by the JDK. */
    private static final String SHA_256 = "SHA-256";

    private final MessageDigest digest;
    private long size;
    private boolean finished;

    private Hasher(MessageDigest digest) {
        this.digest = digest;
    }

    /** The algorithm that new content is named by. */
    public static Hasher sha256() {
        try {
            return new Hasher(MessageDigest.getInstance(SHA_256));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java must have.", e);
        }
    }

    /**
     * The algorithm of a hash that is to be compared with, so that stored rows keep their meaning when new content gets
     * another one.
     *
     * @throws IllegalArgumentException if this Java does not know the algorithm
     */
    public static Hasher like(ContentHash hash) {
        if (hash.algorithm().equals(ContentHash.SHA256)) {
            return sha256();
        }
        throw new IllegalArgumentException("This version does not know the hash algorithm "
                + hash.algorithm().toLowerCase(Locale.ROOT) + ".");
    }

    /** @throws IllegalStateException after {@link #finish} */
    public void update(byte[] bytes, int offset, int length) {
        checkOpen();
        digest.update(bytes, offset, length);
        size += length;
    }

    /**
     * Takes all that remains in {@code bytes}, whose position moves to its limit.
     *
     * @throws IllegalStateException after {@link #finish}
     */
    public void update(ByteBuffer bytes) {
        checkOpen();
        size += bytes.remaining();
        digest.update(bytes);
    }

    /** Bytes taken so far. */
    public long sizeBytes() {
        return size;
    }

    /** @throws IllegalStateException when called twice: the digest would be that of nothing */
    public HashedContent finish() {
        checkOpen();
        finished = true;
        return new HashedContent(ContentHash.ofSha256(digest.digest()), size);
    }

    private void checkOpen() {
        if (finished) {
            throw new IllegalStateException("this content was hashed to its end already");
        }
    }
}
