package breakdex.sync.provider.folder;

import breakdex.sync.provider.FileSystemKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Real files that meet what files meet: full disks, broken writes, lost answers. Writes down its calls. */
class WorldlyFiles extends PlaceFiles {
    final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    final AtomicBoolean cutNextWrite = new AtomicBoolean();
    final AtomicBoolean loseNextRename = new AtomicBoolean();
    volatile @Nullable String failNext;
    volatile IOException failure = new IOException("Input/output error");
    final AtomicLong free = new AtomicLong(Long.MAX_VALUE);
    volatile @Nullable Supplier<IOException> denial;
    /** What somebody else does just before the next file is forced; once. */
    volatile FolderHarness.@Nullable Deed beforeForce;

    /** False where only the calls matter: no test here cuts the power. */
    volatile boolean forcesForReal = true;

    volatile String type = "ext4";

    /** Names of files that may not be read. */
    final Set<String> forbidden = ConcurrentHashMap.newKeySet();

    private void checkAllowed() throws IOException {
        Supplier<IOException> why = denial;
        if (why != null) {
            throw why.get();
        }
    }

    private void step(String call, Path path) throws IOException {
        calls.add(call + " " + path.getFileName());
        checkAllowed();
        if (call.startsWith("read") && forbidden.contains(String.valueOf(path.getFileName()))) {
            throw new AccessDeniedException(path.toString());
        }
        if (call.equals(failNext)) {
            failNext = null;
            throw failure;
        }
    }

    @Override
    FileChannel openForWriting(Path file, boolean fresh) throws IOException {
        step("open", file);
        return super.openForWriting(file, fresh);
    }

    @Override
    FileChannel openNew(Path file) throws IOException {
        step("open", file);
        return super.openNew(file);
    }

    @Override
    FileChannel openForWritingPastCache(Path file) throws IOException {
        step("write past cache", file);
        return super.openForWritingPastCache(file);
    }

    @Override
    FileChannel openExisting(Path file) throws IOException {
        step("open", file);
        return super.openExisting(file);
    }

    @Override
    public FileChannel openForReading(Path file) throws IOException {
        step("read", file);
        return super.openForReading(file);
    }

    @Override
    public FileChannel openPastCache(Path file) throws IOException {
        step("read past cache", file);
        return super.openPastCache(file);
    }

    @Override
    int write(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        checkAllowed();
        boolean cut = cutNextWrite.getAndSet(false);
        long wanted = bytes.remaining();
        long taken = Math.min(free.get(), cut ? wanted / 2 : wanted);
        if (taken == 0 && wanted > 0) {
            throw new IOException("No space left on device");
        }
        int end = bytes.limit();
        bytes.limit(bytes.position() + (int) taken);
        int written = super.write(channel, bytes, position);
        bytes.limit(end);
        free.updateAndGet(left -> left == Long.MAX_VALUE ? left : left - written);
        if (cut) {
            throw new IOException("Input/output error");
        }
        return written;
    }

    @Override
    void force(Path file, FileChannel channel) throws IOException {
        step("force", file);
        FolderHarness.Deed deed = beforeForce;
        beforeForce = null;
        if (deed != null) {
            deed.run();
        }
        if (forcesForReal) {
            super.force(file, channel);
        }
    }

    @Override
    void rename(Path from, Path to) throws IOException {
        step("rename", to);
        super.rename(from, to);
        if (loseNextRename.getAndSet(false)) {
            throw new IOException("Stale file handle");
        }
    }

    @Override
    void renameWithoutReplacing(Path from, Path to) throws IOException {
        step("name", to);
        super.renameWithoutReplacing(from, to);
    }

    @Override
    void reserve(Path file) throws IOException {
        step("reserve", file);
        super.reserve(file);
    }

    @Override
    void forceFolder(Path folder) throws IOException {
        step("force folder", folder);
        if (forcesForReal) {
            super.forceFolder(folder);
        }
    }

    @Override
    boolean delete(Path file) throws IOException {
        step("delete", file);
        return super.delete(file);
    }

    @Override
    BasicFileAttributes attributes(Path file) throws IOException {
        checkAllowed();
        return super.attributes(file);
    }

    @Override
    void forEachEntry(Path folder, Consumer<String> each) throws IOException, InterruptedException {
        step("list", folder);
        super.forEachEntry(folder, each);
    }

    @Override
    Space space(Path folder) throws IOException {
        checkAllowed();
        Space real = super.space(folder);
        return new Space(real.totalBytes(), Math.min(real.usableBytes(), free.get()));
    }

    @Override
    public FileSystemKind kind(Path folder) throws IOException {
        checkAllowed();
        return new FileSystemKind(type);
    }

    @Override
    FileSystemSync fileSystemSync(Path folder) {
        return new FileSystemSync(new FileSystemSync.Call() {
            @Override
            public void force() throws IOException {
                step("force together", folder);
            }

            @Override
            public void close() {
                calls.add("stop forcing together");
            }
        });
    }
}
