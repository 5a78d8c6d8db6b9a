package breakdex.sync.provider.folder;

import breakdex.sync.provider.Fault;
import breakdex.sync.provider.LibraryManifest;
import breakdex.sync.provider.ProviderException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The app's {@code manifest.json}. Its version is the digest of its bytes, since times of files are too coarse on some
 * disks to tell two writes apart.
 *
 * <p>No file system replaces a file on a condition: the version is looked at once more when nothing but the rename is
 * left to do, and a program that writes in that moment loses what it wrote.
 */
final class FolderManifest {
    private static final int BUFFER = 64 * 1024;
    private static final String SOMEBODY_ELSE = "somebody else has written it meanwhile, and it was left alone";

    private final FolderLayout layout;
    private final PlaceFiles files;
    private final FolderFaults faults;
    private final GuardedCalls calls;
    private final SmallFiles small;

    FolderManifest(FolderLayout layout, PlaceFiles files, FolderFaults faults, GuardedCalls calls, SmallFiles small) {
        this.layout = layout;
        this.files = files;
        this.faults = faults;
        this.calls = calls;
        this.small = small;
    }

    Optional<LibraryManifest> read(long limit) throws ProviderException, InterruptedException {
        String call = "read manifest.json";
        return calls.read(
                call,
                () -> small.read(call, layout.manifest(), limit)
                        .map(content -> new LibraryManifest(content, version(content))));
    }

    void write(byte[] content, @Nullable String replaced) throws ProviderException, InterruptedException {
        String call = "write manifest.json";
        calls.run(call, () -> {
            String now = versionNow(call);
            if (!version(content).equals(now)) {
                require(call, replaced, now);
                small.write(call, content, part -> name(call, part, replaced));
            }
            files.forceFolder(layout.root());
        });
    }

    private void name(String call, Path part, @Nullable String replaced) throws IOException, ProviderException {
        require(call, replaced, versionNow(call));
        if (replaced != null) {
            files.rename(part, layout.manifest());
            return;
        }
        try {
            files.renameWithoutReplacing(part, layout.manifest());
        } catch (FileAlreadyExistsException e) {
            throw faults.of(call, SOMEBODY_ELSE, Fault.DAMAGED);
        }
    }

    private void require(String call, @Nullable String replaced, @Nullable String now) throws ProviderException {
        if (!Objects.equals(replaced, now)) {
            throw faults.of(
                    call, now == null ? "it is not there any more; nothing was written" : SOMEBODY_ELSE, Fault.DAMAGED);
        }
    }

    /** Null if it is not there. It may be of any length: it is not kept in memory. */
    private @Nullable String versionNow(String call) throws IOException, ProviderException {
        if (small.plain(call, layout.manifest()) == null) {
            return null;
        }
        MessageDigest digest = sha256();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        try (FileChannel channel = files.openForReading(layout.manifest())) {
            while (channel.read(buffer) >= 0) {
                digest.update(buffer.flip());
                buffer.clear();
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String version(byte[] content) {
        return HexFormat.of().formatHex(sha256().digest(content));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java must have.", e);
        }
    }
}
