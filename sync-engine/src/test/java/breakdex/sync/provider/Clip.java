package breakdex.sync.provider;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.RemoteName;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A made-up video, and the plain way to store and read one. */
public final class Clip {
    private final byte[] bytes;
    private final RemoteName name;

    private Clip(byte[] bytes, String extension) {
        this.bytes = bytes;
        this.name = new RemoteName(ContentHash.ofSha256(sha256(bytes)), extension);
    }

    /** The same seed and size make the same clip. */
    public static Clip of(int seed, int size) {
        return of(seed, size, "mp4");
    }

    public static Clip of(int seed, int size, String extension) {
        byte[] bytes = new byte[size];
        new SplittableRandom(seed).nextBytes(bytes);
        return new Clip(bytes, extension);
    }

    public byte[] bytes() {
        return bytes;
    }

    public RemoteName name() {
        return name;
    }

    public ContentHash hash() {
        return name.hash();
    }

    public UploadRequest request() {
        return new UploadRequest(name, bytes.length, "video/mp4");
    }

    /** Sends what is missing up to {@code until}; goes back where the far side kept less. */
    public void send(CloudProvider provider, Upload upload, int until) throws ProviderException, InterruptedException {
        int chunk = provider.capabilities().chunkBytes();
        int sends = 0;
        while (upload.confirmed() < until) {
            int from = Math.toIntExact(upload.confirmed());
            int length = Math.min(chunk, until - from);
            ByteBuffer next = AlignedBuffer.allocate(length, AlignedBuffer.STEP).put(0, bytes, from, length);
            upload.send(next);
            assertThat(next.hasRemaining())
                    .as("send takes all that it is given")
                    .isFalse();
            assertThat(++sends).as("sends for %s bytes", until).isLessThan(10 + 3 * (until / chunk));
        }
    }

    public RemoteObject store(CloudProvider provider) throws ProviderException, InterruptedException {
        try (Upload upload = provider.begin(request())) {
            send(provider, upload, bytes.length);
            return provider.commit(upload);
        }
    }

    public RemoteObject finish(CloudProvider provider, ResumePoint point)
            throws ProviderException, InterruptedException {
        try (Upload upload = provider.resume(request(), point)) {
            send(provider, upload, bytes.length);
            return provider.commit(upload);
        }
    }

    public static byte[] read(CloudProvider provider, RemoteObject object, long offset, ReadFrom from)
            throws ProviderException, InterruptedException {
        try (Download download = provider.open(object, offset, from)) {
            return read(download, 100_003);
        }
    }

    /** @param step size of the buffer; odd ones find more */
    public static byte[] read(Download download, int step) throws ProviderException, InterruptedException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(step);
        while (download.read(buffer) >= 0) {
            all.write(buffer.array(), 0, buffer.position());
            buffer.clear();
        }
        assertThat(download.read(buffer)).as("a read after the end").isEqualTo(-1);
        return all.toByteArray();
    }

    /** Every byte, past the cache where possible, is what was sent; and there is one object of it. */
    public void assertStored(CloudProvider provider, RemoteObject object)
            throws ProviderException, InterruptedException {
        assertThat(object.name().hash()).isEqualTo(hash());
        assertThat(object.sizeBytes()).isEqualTo(bytes.length);
        assertThat(object.version()).as("version after a commit").isNotNull();
        assertThat(read(provider, object, 0, ReadFrom.MEDIUM)).isEqualTo(bytes);
        assertThat(provider.find(hash())).isEqualTo(new Presence.Present(object));
        assertThat(list(provider).stream().filter(it -> it.name().equals(name))).hasSize(1);
    }

    public static List<RemoteObject> list(CloudProvider provider) throws ProviderException, InterruptedException {
        List<RemoteObject> all = new ArrayList<>();
        provider.list(all::add);
        return all;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
