package breakdex.sync.provider.folder;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forces all that was written to one file system, in one call of the system: for many small files it costs a tenth of
 * forcing each. Threads that ask while a call runs share the next one. Thread-safe.
 *
 * <p>The system tells each open descriptor of a write that failed, and tells it once. So a descriptor is opened before
 * the first byte is written that it shall answer for; and after one failure it answers for nothing any more, since the
 * next caller would hear of success. Linux counts such failures for a whole file system since 5.8 (syncfs(2)); before,
 * and on file systems that may leave the matter to another machine, files are forced one by one.
 */
final class FileSystemSync implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(FileSystemSync.class);

    private static final Set<String> ON_THIS_MACHINE = Set.of("ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs");
    private static final int[] FIRST_KERNEL = {5, 8};

    private final Call call;
    private long asked;
    private long done;
    private boolean running;
    private boolean trusted = true;

    /** The system's call, which tests replace. */
    interface Call extends Closeable {
        /** @throws IOException if something that was written before is not on the medium */
        void force() throws IOException;
    }

    FileSystemSync(Call call) {
        this.call = call;
    }

    /**
     * @param type of the folder's file store, such as {@code ext4}
     * @return null where files have to be forced one by one
     */
    static @Nullable FileSystemSync open(Path folder, String type) {
        if (!ON_THIS_MACHINE.contains(type) || !isNewEnough(System.getProperty("os.version", ""))) {
            return null;
        }
        try {
            return new FileSystemSync(new SyncFs(folder));
        } catch (LastErrorException | LinkageError e) {
            LOG.debug("{} is forced file by file.", folder, e);
            return null;
        }
    }

    /** @param kernel such as {@code 6.1.0-18-amd64} */
    static boolean isNewEnough(String kernel) {
        String[] parts = kernel.split("\\D+", 3);
        if (parts.length < 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
            return false;
        }
        int major = Integer.parseInt(parts[0]);
        return major > FIRST_KERNEL[0] || (major == FIRST_KERNEL[0] && Integer.parseInt(parts[1]) >= FIRST_KERNEL[1]);
    }

    /**
     * Returns when all that was written before is on the medium.
     *
     * @return false if that is not certain: each file has to be forced, and then tells for itself
     */
    boolean force() throws InterruptedException {
        long mine = ask();
        while (true) {
            long upTo = turn(mine);
            if (upTo < 0) {
                return isTrusted();
            }
            run(upTo);
        }
    }

    private synchronized long ask() {
        return ++asked;
    }

    /** How often it was asked for so far. */
    synchronized long asked() {
        return asked;
    }

    private synchronized boolean isTrusted() {
        return trusted;
    }

    /** What this thread is to force for, or a negative number where its own wish was fulfilled by another. */
    private synchronized long turn(long mine) throws InterruptedException {
        while (running && done < mine) {
            wait();
        }
        if (done >= mine || !trusted) {
            return -1;
        }
        running = true;
        return asked;
    }

    private void run(long upTo) {
        boolean good = false;
        try {
            call.force();
            good = true;
        } catch (IOException e) {
            LOG.warn("A file system could not be forced as a whole; from now on each file is forced by itself.", e);
        } finally {
            ended(upTo, good);
        }
    }

    private synchronized void ended(long upTo, boolean good) {
        running = false;
        trusted &= good;
        done = upTo;
        notifyAll();
    }

    @Override
    public void close() throws IOException {
        call.close();
    }

    private static final class SyncFs implements Call {
        private static final int READ_ONLY_CLOSED_ON_EXEC = 0x80000;

        private final int descriptor;
        private boolean open = true;

        SyncFs(Path folder) throws LastErrorException {
            this.descriptor = C.open(folder.toString(), READ_ONLY_CLOSED_ON_EXEC);
        }

        @Override
        public void force() throws IOException {
            try {
                C.syncfs(descriptor);
            } catch (LastErrorException e) {
                throw new IOException("syncfs failed with error " + e.getErrorCode(), e);
            }
        }

        @Override
        public synchronized void close() {
            if (open) {
                open = false;
                C.close(descriptor);
            }
        }
    }

    /** The C library, loaded when it is first needed. */
    private static final class C {
        static {
            Native.register(C.class, "c");
        }

        private C() {}

        static native int open(String path, int flags) throws LastErrorException;

        static native int syncfs(int descriptor) throws LastErrorException;

        static native int close(int descriptor) throws LastErrorException;
    }
}
