package breakdex.sync.provider.folder;

import breakdex.sync.provider.Fault;
import breakdex.sync.provider.MetadataFile;
import breakdex.sync.provider.ProviderException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** The small files below {@code .sync/}, each in the folder of the device that wrote it. No link is followed. */
final class FolderMetadata {
    private final FolderLayout layout;
    private final PlaceFiles files;
    private final FolderFaults faults;

    FolderMetadata(FolderLayout layout, PlaceFiles files, FolderFaults faults) {
        this.layout = layout;
        this.files = files;
        this.faults = faults;
    }

    void list(Consumer<MetadataFile> each) throws IOException, InterruptedException {
        List<String> folders = new ArrayList<>();
        files.forEachEntry(layout.sync(), folders::add);
        for (String folder : folders) {
            BasicFileAttributes is = files.attributesIfThere(layout.sync().resolve(folder));
            if (MetadataFile.isPath(folder + "/x") && is != null && is.isDirectory()) {
                files.forEachEntry(layout.sync().resolve(folder), name -> {
                    if (MetadataFile.isPath(folder + "/" + name)) {
                        each.accept(new MetadataFile(folder + "/" + name, -1));
                    }
                });
            }
        }
    }

    Optional<byte[]> read(String call, String path, long limit)
            throws IOException, ProviderException, InterruptedException {
        Path file = file(call, path);
        BasicFileAttributes is = files.attributesIfThere(file);
        if (is == null) {
            return Optional.empty();
        }
        if (!is.isRegularFile() || is.size() > limit) {
            String what = is.isRegularFile() ? ByteWords.of(is.size()) + " long" : "no file";
            throw faults.of(call, "it is " + what + "; it was not read", Fault.DAMAGED);
        }
        try (FileChannel channel = files.openForReading(file)) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(is.size()));
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // until it is full, or the file ends
            }
            return Optional.of(Arrays.copyOf(bytes.array(), bytes.position()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** @param part a name for this device alone, among the parts of its uploads */
    void write(String call, String path, byte[] content, String part)
            throws IOException, ProviderException, InterruptedException {
        Path file = file(call, path);
        if (isThere(call, path, content)) {
            return;
        }
        files.ensureFolder(layout.tmp());
        Path written = layout.tmp().resolve(part);
        try (FileChannel channel = files.openForWriting(written, true)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                files.write(channel, bytes, bytes.position());
            }
            files.force(written, channel);
        }
        Path folder = Objects.requireNonNull(file.getParent());
        files.ensureFolder(folder);
        try {
            files.renameWithoutReplacing(written, file);
        } catch (FileAlreadyExistsException e) {
            files.delete(written);
            if (!isThere(call, path, content)) {
                throw e;
            }
        }
        files.forceFolder(folder);
        files.forceFolder(layout.sync());
    }

    private boolean isThere(String call, String path, byte[] content)
            throws IOException, ProviderException, InterruptedException {
        Optional<byte[]> there = read(call, path, content.length);
        if (there.isPresent() && !Arrays.equals(there.get(), content)) {
            throw faults.of(call, "something else lies there; it was left alone", Fault.DAMAGED);
        }
        return there.isPresent();
    }

    private Path file(String call, String path) throws IOException, ProviderException {
        if (!MetadataFile.isPath(path)) {
            throw faults.of(call, "that is no name of a file of ours", Fault.UNEXPECTED);
        }
        Path file = layout.sync().resolve(path);
        BasicFileAttributes folder = files.attributesIfThere(Objects.requireNonNull(file.getParent()));
        if (folder != null && !folder.isDirectory()) {
            throw faults.of(call, file.getParent() + " is no folder; it was left alone", Fault.DAMAGED);
        }
        return file;
    }
}
