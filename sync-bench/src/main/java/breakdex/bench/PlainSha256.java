package breakdex.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The yardstick for hashing: SHA-256 of every file below a folder, on one thread, with no care for anything else. */
public final class PlainSha256 {
    private static final int BUFFER_BYTES = 128 << 10;

    private PlainSha256() {}

    public static void main(String[] args) throws IOException, NoSuchAlgorithmException {
        long started = System.nanoTime();
        List<Path> files;
        try (Stream<Path> found = Files.walk(Path.of(args[0]))) {
            files = found.filter(Files::isRegularFile).toList();
        }
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] buffer = new byte[BUFFER_BYTES];
        long bytes = 0;
        for (Path file : files) {
            bytes += hash(file, digest, buffer);
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%d files, %d bytes, %.3f s, %.0f MB/s%n",
                files.size(),
                bytes,
                seconds,
                bytes / seconds / 1e6);
    }

    /** Leaves the digest ready for the next file. */
    private static long hash(Path file, MessageDigest digest, byte[] buffer) throws IOException {
        long bytes = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
                bytes += n;
            }
        }
        digest.digest();
        return bytes;
    }
}
