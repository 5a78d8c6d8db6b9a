package breakdex.sync.provider.folder;

import breakdex.sync.provider.Fault;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.provider.ProviderSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Makes a folder a place of ours, where it is not one yet. The only code that creates a marker. */
final class PlaceFounder {
    private final ProviderSettings settings;
    private final FolderLayout layout;
    private final PlaceFiles files;

    PlaceFounder(ProviderSettings settings, FolderLayout layout, PlaceFiles files) {
        this.settings = settings;
        this.layout = layout;
        this.files = files;
    }

    /** Creates what is missing, and leaves alone what is there. */
    void found() throws ProviderException {
        try {
            requireParent();
            ensureDurably(layout.path());
            ensureDurably(layout.root());
            ensureDurably(layout.sync());
            ensureDurably(layout.tmp());
            ensureDurably(layout.quarantine());
            if (!Files.exists(layout.marker(), LinkOption.NOFOLLOW_LINKS)) {
                writeMarker();
            }
        } catch (IOException e) {
            throw failure(
                    layout.path() + ": nothing could be created there (" + FolderFaults.words(e) + ")",
                    FolderFaults.isFull(e) ? Fault.QUOTA : Fault.AUTH,
                    e);
        }
    }

    /** A missing parent is more likely a disk that is not mounted, or a slip of the pen, than a wish. */
    private void requireParent() throws ProviderException {
        Path parent = layout.path().getParent();
        if (!Files.isDirectory(layout.path()) && (parent == null || !Files.isDirectory(parent))) {
            throw failure(
                    layout.path() + ": neither the folder nor the one that should hold it exists",
                    Fault.UNREACHABLE,
                    null);
        }
    }

    private void ensureDurably(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            files.ensureFolder(folder);
            Path parent = folder.getParent();
            if (parent != null) {
                files.forceFolder(parent);
            }
        }
    }

    /** Of two devices that found the same place at once, the first keeps its marker and the second reads it. */
    private void writeMarker() throws IOException {
        Path temporary = layout.tmp().resolve("place-" + randomHex(settings) + ".json");
        try {
            writeNew(temporary);
            files.renameWithoutReplacing(temporary, layout.marker());
        } catch (FileAlreadyExistsException e) {
            // The other device's marker is read.
        } finally {
            files.delete(temporary);
        }
        files.forceFolder(layout.sync());
    }

    private void writeNew(Path file) throws IOException {
        try (FileChannel channel = files.openForWriting(file, true)) {
            ByteBuffer json =
                    ByteBuffer.wrap(PlaceMarker.draw(settings.random()).toJson(settings.clock()));
            while (json.hasRemaining()) {
                files.write(channel, json, json.position());
            }
            files.force(file, channel);
        }
    }

    private ProviderException failure(String what, Fault fault, @Nullable Throwable cause) {
        return new ProviderException(settings.name(), "connect", what, fault, cause);
    }

    static String randomHex(ProviderSettings settings) {
        return HexFormat.of().toHexDigits(settings.random().nextLong());
    }
}
