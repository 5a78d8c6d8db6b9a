package breakdex.sync.provider.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSystemSyncTest {
    /** Counts its calls; each waits until it is let go, and fails where it is told to. */
    private static final class Held implements FileSystemSync.Call {
        final AtomicInteger calls = new AtomicInteger();
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch letGo = new CountDownLatch(1);
        volatile boolean fails;

        @Override
        public void force() throws IOException {
            calls.incrementAndGet();
            begun.countDown();
            try {
                letGo.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            if (fails) {
                throw new IOException("Input/output error");
            }
        }

        @Override
        public void close() {}
    }

    @Test
    void whoAsksWhileACallRunsWaitsForTheNextOneAndSharesIt() throws Exception {
        Held call = new Held();
        FileSystemSync sync = new FileSystemSync(call);
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Future<Boolean> first = threads.submit(sync::force);
            call.begun.await();
            List<Future<Boolean>> later = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                later.add(threads.submit(sync::force));
            }
            while (sync.asked() < 6) {
                Thread.onSpinWait();
            }
            call.letGo.countDown();
            assertThat(first.get()).isTrue();
            for (Future<Boolean> each : later) {
                assertThat(each.get()).isTrue();
            }
            assertThat(call.calls).hasValue(2);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void afterOneFailureNothingIsBelievedAnyMore() throws Exception {
        Held call = new Held();
        call.letGo.countDown();
        FileSystemSync sync = new FileSystemSync(call);
        assertThat(sync.force()).isTrue();
        call.fails = true;
        assertThat(sync.force()).isFalse();
        call.fails = false;
        assertThat(sync.force()).isFalse();
        assertThat(call.calls).hasValue(2);
    }

    @Test
    void theSystemsOwnCallForcesWhereItIsKnown(@TempDir Path folder) throws Exception {
        String type = Files.getFileStore(folder).type();
        try (FileSystemSync sync = FileSystemSync.open(folder, type)) {
            boolean known =
                    List.of("ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs").contains(type)
                            && FileSystemSync.isNewEnough(System.getProperty("os.version"));
            assertThat(sync != null).isEqualTo(known);
            if (sync != null) {
                Files.writeString(folder.resolve("a"), "a");
                assertThat(sync.force()).isTrue();
            }
        }
    }

    @Test
    void olderKernelsAndOtherFileSystemsAreForcedFileByFile(@TempDir Path folder) {
        assertThat(FileSystemSync.isNewEnough("5.8.0-1-amd64")).isTrue();
        assertThat(FileSystemSync.isNewEnough("6.1")).isTrue();
        assertThat(FileSystemSync.isNewEnough("5.7.19")).isFalse();
        assertThat(FileSystemSync.isNewEnough("4.19.0")).isFalse();
        assertThat(FileSystemSync.isNewEnough("Darwin")).isFalse();
        assertThat(FileSystemSync.open(folder, "nfs4")).isNull();
        assertThat(FileSystemSync.open(folder, "fuse.sshfs")).isNull();
        assertThat(FileSystemSync.open(folder.resolve("not there"), "ext4")).isNull();
    }
}
