package breakdex.sync.provider.folder;

import breakdex.sync.provider.Fault;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.provider.ProviderSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that are read and written whole, for those that hold no asset. Follows no link that bears a file's name. */
final class SmallFiles {
    private static final Logger LOG = LoggerFactory.getLogger(SmallFiles.class);

    /** Longer arrays are not to be had everywhere. */
    private static final long MAX_BYTES = Integer.MAX_VALUE - 8;

    private final ProviderSettings settings;
    private final FolderLayout layout;
    private final PlaceFiles files;
    private final FolderFaults faults;

    SmallFiles(ProviderSettings settings, FolderLayout layout, PlaceFiles files, FolderFaults faults) {
        this.settings = settings;
        this.layout = layout;
        this.files = files;
        this.faults = faults;
    }

    /**
     * What the file system says of a file; null if nothing has its name.
     *
     * @throws ProviderException {@link Fault#DAMAGED} if it is no file: a folder, a link
     */
    @Nullable
    BasicFileAttributes plain(String call, Path file) throws IOException, ProviderException {
        BasicFileAttributes there = files.attributesIfThere(file);
        if (there != null && !there.isRegularFile()) {
            throw faults.of(call, file + " is no file; it was left alone", Fault.DAMAGED);
        }
        return there;
    }

    /** @throws ProviderException {@link Fault#DAMAGED} if a folder's name is borne by something else, such as a link */
    void requireNoLink(String call, Path folder) throws IOException, ProviderException {
        BasicFileAttributes there = files.attributesIfThere(folder);
        if (there != null && !there.isDirectory()) {
            throw faults.of(call, folder + " is no folder; it was left alone", Fault.DAMAGED);
        }
    }

    /** Empty if it is not there. */
    Optional<byte[]> read(String call, Path file, long limit) throws IOException, ProviderException {
        if (plain(call, file) == null) {
            return Optional.empty();
        }
        try (FileChannel channel = files.openForReading(file)) {
            long size = files.size(channel);
            if (size > Math.min(limit, MAX_BYTES)) {
                throw faults.of(call, "it is " + ByteWords.of(size) + " long and was not read", Fault.DAMAGED);
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) size);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // until it is full, or the file ends
            }
            if (bytes.hasRemaining() || channel.read(ByteBuffer.allocate(1)) >= 0) {
                throw faults.of(call, "its length changed while it was read", Fault.DAMAGED);
            }
            return Optional.of(bytes.array());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * True if the very same lies there, false if nothing does.
     *
     * @throws ProviderException {@link Fault#DAMAGED} if it is something else
     */
    boolean holds(String call, Path file, byte[] content) throws IOException, ProviderException {
        BasicFileAttributes there = plain(call, file);
        if (there == null) {
            return false;
        }
        boolean same = there.size() == content.length
                && read(call, file, content.length)
                        .filter(bytes -> Arrays.equals(bytes, content))
                        .isPresent();
        if (!same) {
            throw faults.of(call, "something else lies there; it was left alone", Fault.DAMAGED);
        }
        return true;
    }

    /**
     * Puts the content on the medium under a name of its own, and lets {@code naming} give it the right one. If that
     * fails nothing is left of it; what a crash leaves goes an hour later, with {@link ScratchPlaces}.
     */
    void write(String call, byte[] content, Naming naming) throws IOException, ProviderException, InterruptedException {
        requireNoLink(call, layout.tmp());
        files.ensureFolder(layout.tmp());
        Path part = layout.metadataPart(settings.deviceId(), PlaceFounder.randomHex(settings));
        FileChannel channel = files.openNew(part);
        boolean named = false;
        try {
            fill(part, channel, content);
            naming.give(part);
            named = true;
        } finally {
            if (!named) {
                forget(part);
            }
        }
    }

    private void fill(Path part, FileChannel opened, byte[] content) throws IOException {
        try (FileChannel channel = opened) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                files.write(channel, bytes, bytes.position());
            }
            files.force(part, channel);
        }
    }

    private void forget(Path part) {
        try {
            files.delete(part);
        } catch (IOException e) {
            LOG.warn("{} could not be removed; a later run does it.", part, e);
        }
    }

    /** Gives a finished file its name. */
    interface Naming {
        void give(Path part) throws IOException, ProviderException, InterruptedException;
    }
}
