package breakdex.sync.provider;

import static breakdex.sync.provider.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.RemoteName;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** From the first byte to the name: what an upload is, and what it must not be. */
public interface UploadContract extends ProviderChecks {
    private void storesAndReadsBack(int size) throws Exception {
        Clip clip = Clip.of(1, size);
        CloudProvider provider = provider();
        clip.assertStored(provider, clip.store(provider));
    }

    @Test
    default void storesNoBytesAtAll() throws Exception {
        storesAndReadsBack(0);
    }

    @Test
    default void storesOneByte() throws Exception {
        storesAndReadsBack(1);
    }

    @Test
    default void storesOneByteLessThanAChunk() throws Exception {
        storesAndReadsBack(chunk() - 1);
    }

    @Test
    default void storesExactlyOneChunk() throws Exception {
        storesAndReadsBack(chunk());
    }

    @Test
    default void storesOneByteMoreThanAChunk() throws Exception {
        storesAndReadsBack(chunk() + 1);
    }

    @Test
    default void storesSeveralChunks() throws Exception {
        storesAndReadsBack(3 * chunk() + 17);
    }

    @Test
    default void storesMoreThanFourGibibytes() throws Exception {
        long size = (4L << 30) + chunk() + 17;
        RemoteName name = new RemoteName(ContentHash.parse("ab".repeat(32)), "mov");
        UploadRequest request = new UploadRequest(name, size, "video/quicktime");
        CloudProvider provider = provider();
        ResumePoint point = harness().zeroPart(request, size - chunk() - 1);

        RemoteObject stored;
        byte[] chunk = Clip.of(2, chunk()).bytes();
        try (Upload upload = provider.resume(request, point)) {
            assertThat(upload.confirmed()).isGreaterThanOrEqualTo(4L << 30).isLessThan(size - chunk.length);
            while (upload.confirmed() < size) {
                int next = (int) Math.min(chunk.length, size - upload.confirmed());
                upload.send(ByteBuffer.wrap(chunk, 0, next));
            }
            stored = provider.commit(upload);
        }

        assertThat(stored.sizeBytes()).isEqualTo(size);
        assertThat(Clip.read(provider, stored, size - 5, ReadFrom.MEDIUM)).hasSize(5);
        assertThat(provider.find(name.hash())).isEqualTo(new Presence.Present(stored));
        provider.delete(stored);
    }

    @Test
    default void nothingIsVisibleBeforeTheCommit() throws Exception {
        Clip clip = Clip.of(3, chunk() + 1);
        CloudProvider provider = provider();
        try (Upload upload = provider.begin(clip.request())) {
            clip.send(provider, upload, clip.bytes().length);
            assertThat(provider.find(clip.hash())).isEqualTo(new Presence.Absent());
            assertThat(Clip.list(provider)).isEmpty();
        }
    }

    @Test
    default void confirmedCountsWhatWasSent() throws Exception {
        Clip clip = Clip.of(4, 2 * chunk());
        CloudProvider provider = provider();
        try (Upload upload = provider.begin(clip.request())) {
            assertThat(upload.confirmed()).isZero();
            clip.send(provider, upload, chunk());
            assertThat(upload.confirmed()).isEqualTo(chunk());
        }
    }

    @Test
    default void aSourceThatEndsEarlyIsNotCommittedAndCanBeFinished() throws Exception {
        Clip clip = Clip.of(5, 2 * chunk());
        CloudProvider provider = provider();
        try (Upload upload = provider.begin(clip.request())) {
            clip.send(provider, upload, chunk());
            refused(provider, () -> provider.commit(upload), Fault.UNEXPECTED);
            assertThat(provider.find(clip.hash())).isEqualTo(new Presence.Absent());
            clip.send(provider, upload, clip.bytes().length);
            clip.assertStored(provider, provider.commit(upload));
        }
    }

    @Test
    default void anUploadOfWhichNothingWasSentIsNotCommitted() throws Exception {
        Clip clip = Clip.of(6, 1);
        CloudProvider provider = provider();
        try (Upload upload = provider.begin(clip.request())) {
            refused(provider, () -> provider.commit(upload), Fault.UNEXPECTED);
        }
        assertThat(provider.find(clip.hash())).isEqualTo(new Presence.Absent());
    }

    @Test
    default void moreThanWasDeclaredIsNotTaken() throws Exception {
        Clip clip = Clip.of(7, chunk());
        CloudProvider provider = provider();
        try (Upload upload = provider.begin(clip.request())) {
            clip.send(provider, upload, chunk());
            refused(provider, () -> upload.send(ByteBuffer.wrap(new byte[1])), Fault.UNEXPECTED);
            clip.assertStored(provider, provider.commit(upload));
        }
    }

    @Test
    default void aLostAnswerToACommitIsFoundOut() throws Exception {
        Clip clip = Clip.of(8, chunk() + 1);
        CloudProvider provider = provider();
        harness().loseNextCommitAnswer();
        refused(provider, () -> clip.store(provider), Fault.UNREACHABLE, Fault.UNEXPECTED);

        CloudProvider next = provider();
        Presence presence = next.find(clip.hash());
        assertThat(presence).isInstanceOf(Presence.Present.class);
        clip.assertStored(next, ((Presence.Present) presence).object());
        clip.assertStored(next, clip.store(next));
    }

    @Test
    default void aCommitWhoseAnswerWasLostCanBeRepeated() throws Exception {
        Clip clip = Clip.of(9, chunk() + 1);
        CloudProvider provider = provider();
        harness().loseNextCommitAnswer();
        try (Upload upload = provider.begin(clip.request())) {
            clip.send(provider, upload, clip.bytes().length);
            refused(provider, () -> provider.commit(upload), Fault.UNREACHABLE, Fault.UNEXPECTED);
            clip.assertStored(provider, provider.commit(upload));
        }
    }

    @Test
    default void theSameContentMayBeStoredAgain() throws Exception {
        Clip clip = Clip.of(10, chunk() + 1);
        CloudProvider provider = provider();
        clip.store(provider);
        clip.assertStored(provider, clip.store(provider));
    }

    @Test
    default void anObjectOfAnotherLengthIsNotReplaced() throws Exception {
        Clip clip = Clip.of(11, 100);
        harness().put(clip.name().toString(), new byte[] {1, 2, 3});
        CloudProvider provider = provider();
        refused(provider, () -> clip.store(provider), Fault.DAMAGED);
        Presence.Present there = (Presence.Present) provider.find(clip.hash());
        assertThat(Clip.read(provider, there.object(), 0, ReadFrom.ANYWHERE)).containsExactly(1, 2, 3);
    }

    @Test
    default void aBatchSaysOfEachWhatBecameOfIt() throws Exception {
        CloudProvider provider = provider();
        List<Clip> clips = List.of(Clip.of(12, 10), Clip.of(13, 20), Clip.of(14, 0), Clip.of(15, chunk()));
        List<Upload> uploads = new ArrayList<>();
        for (Clip clip : clips) {
            Upload upload = provider.begin(clip.request());
            clip.send(provider, upload, clip.bytes().length == 20 ? 0 : clip.bytes().length);
            uploads.add(upload);
        }

        List<UploadOutcome> outcomes = provider.commitAll(uploads);

        assertThat(outcomes).hasSize(4);
        assertThat(outcomes.get(1)).isInstanceOf(UploadOutcome.Failed.class);
        assertThat(provider.find(clips.get(1).hash())).isEqualTo(new Presence.Absent());
        for (int i : new int[] {0, 2, 3}) {
            assertThat(outcomes.get(i)).isInstanceOf(UploadOutcome.Stored.class);
            clips.get(i).assertStored(provider, ((UploadOutcome.Stored) outcomes.get(i)).object());
        }
        uploads.forEach(Upload::close);
    }

    @Test
    default void takesEveryExtension() throws Exception {
        CloudProvider provider = provider();
        int seed = 20;
        for (String extension : List.of("m4v", "bin", "3gp", "a", "12345678", "json", "part")) {
            Clip clip = Clip.of(seed++, 50, extension);
            RemoteObject stored = clip.store(provider);
            assertThat(stored.name()).isEqualTo(clip.name());
            clip.assertStored(provider, stored);
        }
    }

    @Test
    default void twoUploadsGoOnSideBySide() throws Exception {
        Clip one = Clip.of(30, 2 * chunk());
        Clip two = Clip.of(31, 2 * chunk());
        CloudProvider provider = provider();
        try (Upload first = provider.begin(one.request());
                Upload second = provider.begin(two.request())) {
            one.send(provider, first, chunk());
            two.send(provider, second, 2 * chunk());
            one.send(provider, first, 2 * chunk());
            two.assertStored(provider, provider.commit(second));
            one.assertStored(provider, provider.commit(first));
        }
    }

    @Test
    default void manyThreadsMayUseOneProvider() throws Exception {
        CloudProvider provider = provider();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                Clip clip = Clip.of(40 + i, 1000 + i);
                Callable<Boolean> work = () -> {
                    clip.assertStored(provider, clip.store(provider));
                    return true;
                };
                all.add(threads.submit(work));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(Clip.list(provider)).hasSize(12);
    }

    @Test
    default void withoutSpaceNoByteIsTaken() throws Exception {
        Clip clip = Clip.of(60, 2 * chunk());
        CloudProvider provider = provider();
        harness().leaveFree(chunk());
        ProviderException why = refused(provider, () -> provider.begin(clip.request()), Fault.QUOTA);
        assertThat(why.answer()).containsPattern("[0-9].*[0-9]");
        harness().leaveFree(Long.MAX_VALUE);
        clip.assertStored(provider, clip.store(provider));
    }

    @Test
    default void spaceThatRunsOutInMidFileKeepsWhatArrived() throws Exception {
        Clip clip = Clip.of(61, 4 * chunk());
        CloudProvider provider = provider();
        try (Upload upload = provider.begin(clip.request())) {
            clip.send(provider, upload, chunk());
            harness().leaveFree(chunk() + chunk() / 2);
            refused(provider, () -> clip.send(provider, upload, 4 * chunk()), Fault.QUOTA);
            refused(provider, () -> provider.commit(upload), Fault.UNEXPECTED, Fault.QUOTA);
            harness().leaveFree(Long.MAX_VALUE);
            assertThat(upload.confirmed()).isGreaterThanOrEqualTo(chunk());
            clip.send(provider, upload, 4 * chunk());
            clip.assertStored(provider, provider.commit(upload));
        }
    }

    @Test
    default void anObjectThatIsTooLargeIsRefusedBeforeItBegins() throws Exception {
        long limit = harness().limitObjectSize();
        CloudProvider provider = provider();
        assertThat(provider.capabilities().maxObjectBytes()).isEqualTo(limit);
        UploadRequest request = new UploadRequest(Clip.of(62, 1).name(), limit + 1, "video/mp4");
        refused(provider, () -> provider.begin(request), Fault.REFUSED);
    }

    @Test
    default void anInterruptionKeepsWhatArrived() throws Exception {
        Clip clip = Clip.of(63, 3 * chunk());
        CloudProvider provider = provider();
        Upload upload = provider.begin(clip.request());
        clip.send(provider, upload, 2 * chunk());
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> clip.send(provider, upload, 3 * chunk())).isInstanceOf(InterruptedException.class);
        } finally {
            assertThat(Thread.interrupted()).as("the exception took the flag").isFalse();
        }
        upload.close();

        CloudProvider next = provider();
        try (Upload resumed = next.resume(clip.request(), upload.resumePoint())) {
            assertThat(resumed.confirmed()).isGreaterThanOrEqualTo(harness().keepsAtLeast(2L * chunk()));
            clip.send(next, resumed, 3 * chunk());
            clip.assertStored(next, next.commit(resumed));
        }
    }
}
