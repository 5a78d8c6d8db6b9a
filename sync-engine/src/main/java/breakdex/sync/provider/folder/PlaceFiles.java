package breakdex.sync.provider.folder;

import breakdex.sync.provider.FileSystemKind;
import breakdex.sync.provider.PastCacheWriter;
import breakdex.sync.provider.ReadableFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The raw operations on a place's files: a seam at which tests make disks fill up, fail and forget. Thread-safe.
 *
 * <p>Bytes go out through plain writes of a buffer, and never through a copy that the system makes for us: such a copy
 * may share its blocks with the original, and shared blocks are no second copy.
 */
class PlaceFiles implements ReadableFiles {
    private static final Logger LOG = LoggerFactory.getLogger(PlaceFiles.class);

    private final AtomicBoolean folderForceMissing = new AtomicBoolean();

    /** To find a folder's file store, the system's table of mounts is read; that costs more than a small file does. */
    private final Map<Path, FileStore> stores = new ConcurrentHashMap<>();

    /** @param fresh true to begin with nothing, whatever lies there */
    FileChannel openForWriting(Path file, boolean fresh) throws IOException {
        return fresh
                ? FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        LinkOption.NOFOLLOW_LINKS)
                : FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }

    /** @throws FileAlreadyExistsException if anything has that name */
    FileChannel openNew(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** @throws NoSuchFileException if it is not there; it is not made */
    FileChannel openExisting(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }

    /** @throws UnsupportedOperationException where this system cannot write past its cache */
    FileChannel openForWritingPastCache(Path file) throws IOException {
        return PastCacheWriter.open(file);
    }

    int write(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        return channel.write(bytes, position);
    }

    long size(FileChannel channel) throws IOException {
        return channel.size();
    }

    void truncate(FileChannel channel, long size) throws IOException {
        channel.truncate(size);
    }

    /** Returns when the file's bytes and length are on the medium. */
    void force(Path file, FileChannel channel) throws IOException {
        channel.force(false);
    }

    /** A way to force all files below a folder at once; null where there is none. */
    @Nullable
    FileSystemSync fileSystemSync(Path folder) throws IOException {
        return FileSystemSync.open(folder, kind(folder).type());
    }

    /** Replaces what stands under {@code to}, in one step. */
    void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /** @throws FileAlreadyExistsException if there is something under {@code to}; it is left alone */
    void renameWithoutReplacing(Path from, Path to) throws IOException {
        try {
            Files.createLink(to, from);
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("No hard links beside {}: renaming after a look.", to, e);
            Files.move(from, to);
            return;
        }
        Files.delete(from);
    }

    /** Takes a name for ourselves, so that a rename onto it replaces nothing of anyone's. */
    void reserve(Path file) throws IOException {
        Files.createFile(file);
    }

    /**
     * Returns when the folder's entries are on the medium. Where the system knows no such thing this is done without,
     * and said once.
     */
    void forceFolder(Path folder) throws IOException {
        if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows")) {
            withoutFolderForce(folder, null);
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            if (!PastCacheWriter.isNotKnownHere(e)) {
                throw e;
            }
            withoutFolderForce(folder, e);
        }
    }

    private void withoutFolderForce(Path folder, @Nullable IOException why) {
        if (folderForceMissing.compareAndSet(false, true)) {
            LOG.warn(
                    "The file system of {} cannot be told to write its folders out now: after a power cut, the newest"
                            + " files may need to be sent again.",
                    folder,
                    why);
        }
    }

    /** @return false if it was not there */
    boolean delete(Path file) throws IOException {
        return Files.deleteIfExists(file);
    }

    /** Makes one folder, where it is missing; never its parents. Another process may make it at the same time. */
    void ensureFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    /** Of the name itself: a link is not followed. */
    BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** False where nothing has that name, or a link that leads nowhere. */
    boolean isThere(Path file) {
        return file.toFile().exists();
    }

    /** As {@link #attributes}; null if nothing has that name. */
    @Nullable
    BasicFileAttributes attributesIfThere(Path file) throws IOException {
        try {
            return attributes(file);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /**
     * Names every entry of a folder, to the end.
     *
     * @throws InterruptedException if the thread was interrupted on the way
     */
    void forEachEntry(Path folder, Consumer<String> each) throws IOException, InterruptedException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("reading " + folder);
                }
                each.accept(String.valueOf(entry.getFileName()));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** A snapshot. */
    Space space(Path folder) throws IOException {
        FileStore store = store(folder);
        return new Space(store.getTotalSpace(), store.getUsableSpace());
    }

    /** Asks the system once a folder. */
    @Override
    public FileSystemKind kind(Path folder) throws IOException {
        return new FileSystemKind(store(folder).type());
    }

    @Override
    public int blockSize(Path file) throws IOException {
        return Math.toIntExact(store(Objects.requireNonNull(file.getParent())).getBlockSize());
    }

    private FileStore store(Path folder) throws IOException {
        FileStore known = stores.get(folder);
        if (known == null) {
            known = Files.getFileStore(folder);
            stores.put(folder, known);
        }
        return known;
    }

    /**
     * A file system's answers.
     *
     * @param totalBytes 0 where it does not say
     * @param usableBytes for this user
     */
    record Space(long totalBytes, long usableBytes) {
        boolean known() {
            return totalBytes > 0;
        }
    }
}
