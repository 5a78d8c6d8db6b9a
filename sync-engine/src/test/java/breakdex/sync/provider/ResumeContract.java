package breakdex.sync.provider;

import static breakdex.sync.provider.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** Never a restart from zero, and never a byte that is not the asset's. */
public interface ResumeContract extends ProviderChecks {
    private void resumesAfter(int chunks, boolean orderly) throws Exception {
        Clip clip = Clip.of(100 + chunks, 3 * chunk() + 1);
        long sent = (long) chunks * chunk();
        CloudProvider first = provider();
        Upload upload = first.begin(clip.request());
        ResumePoint point = upload.resumePoint();
        clip.send(first, upload, (int) sent);
        assertThat(upload.resumePoint()).isEqualTo(point);
        if (orderly) {
            upload.close();
            first.close();
        }

        CloudProvider second = provider();
        try (Upload resumed = second.resume(clip.request(), point)) {
            assertThat(resumed.confirmed()).isBetween(harness().keepsAtLeast(sent), sent);
            clip.send(second, resumed, clip.bytes().length);
            clip.assertStored(second, second.commit(resumed));
        }
        upload.close();
    }

    @Test
    default void resumesBeforeTheFirstByte() throws Exception {
        resumesAfter(0, true);
    }

    @Test
    default void resumesAfterAThird() throws Exception {
        resumesAfter(1, true);
    }

    @Test
    default void resumesBeforeTheLastByte() throws Exception {
        resumesAfter(3, true);
    }

    @Test
    default void resumesAfterAProcessThatDied() throws Exception {
        resumesAfter(2, false);
    }

    @Test
    default void resumesWhereTheFarSideIsAndNotWhereWeWere() throws Exception {
        Clip clip = Clip.of(110, 3 * chunk() + 1);
        CloudProvider first = provider();
        Upload upload = first.begin(clip.request());
        clip.send(first, upload, 3 * chunk());
        upload.close();
        harness().keepOnly(clip.request(), chunk() + 1L);

        CloudProvider second = provider();
        try (Upload resumed = second.resume(clip.request(), upload.resumePoint())) {
            assertThat(resumed.confirmed()).isBetween(harness().keepsAtLeast(chunk() + 1L), chunk() + 1L);
            clip.send(second, resumed, clip.bytes().length);
            clip.assertStored(second, second.commit(resumed));
        }
    }

    @Test
    default void goesBackWhenTheFarSideKeptLessInMidUpload() throws Exception {
        Clip clip = Clip.of(111, 4 * chunk());
        CloudProvider provider = provider();
        try (Upload upload = provider.begin(clip.request())) {
            clip.send(provider, upload, 2 * chunk());
            harness().keepOnly(clip.request(), chunk() / 2);
            clip.send(provider, upload, 4 * chunk());
            clip.assertStored(provider, provider.commit(upload));
        }
    }

    @Test
    default void doesNotCommitWhatTheFarSideLostAfterTheLastByte() throws Exception {
        Clip clip = Clip.of(112, 2 * chunk());
        CloudProvider provider = provider();
        try (Upload upload = provider.begin(clip.request())) {
            clip.send(provider, upload, 2 * chunk());
            harness().keepOnly(clip.request(), chunk());
            refused(provider, () -> provider.commit(upload), Fault.UNEXPECTED);
            assertThat(provider.find(clip.hash())).isEqualTo(new Presence.Absent());
        }
        clip.assertStored(provider, clip.finish(provider, resumePoint(provider, clip)));
    }

    private static ResumePoint resumePoint(CloudProvider provider, Clip clip) throws Exception {
        try (Upload upload = provider.begin(clip.request())) {
            return upload.resumePoint();
        }
    }

    @Test
    default void aSendThatBrokeGoesOnFromWhatArrived() throws Exception {
        Clip clip = Clip.of(113, 3 * chunk());
        CloudProvider provider = provider();
        try (Upload upload = provider.begin(clip.request())) {
            clip.send(provider, upload, chunk());
            harness().cutNextSend();
            refused(provider, () -> clip.send(provider, upload, 2 * chunk()), Fault.UNREACHABLE, Fault.UNEXPECTED);
            assertThat(upload.confirmed()).isBetween((long) chunk(), 2L * chunk() - 1);
            clip.send(provider, upload, 3 * chunk());
            clip.assertStored(provider, provider.commit(upload));
        }
    }

    @Test
    default void aForgottenUploadBeginsAnew() throws Exception {
        Clip clip = Clip.of(114, 2 * chunk());
        CloudProvider provider = provider();
        Upload upload = provider.begin(clip.request());
        clip.send(provider, upload, chunk());
        upload.close();
        provider.abandon(upload.resumePoint());
        try (Upload resumed = provider.resume(clip.request(), upload.resumePoint())) {
            assertThat(resumed.confirmed()).isZero();
            clip.send(provider, resumed, 2 * chunk());
            clip.assertStored(provider, provider.commit(resumed));
        }
    }

    @Test
    default void abandoningLeavesNothingAndMayBeRepeated() throws Exception {
        var before = harness().everything();
        Clip clip = Clip.of(115, 2 * chunk());
        CloudProvider provider = provider();
        Upload upload = provider.begin(clip.request());
        clip.send(provider, upload, chunk());
        upload.close();
        assertThat(harness().everything()).isNotEqualTo(before);
        provider.abandon(upload.resumePoint());
        provider.abandon(upload.resumePoint());
        assertThat(harness().everything()).isEqualTo(before);
    }

    @Test
    default void aCommitLeavesNothingButTheObject() throws Exception {
        var before = harness().everything();
        Clip clip = Clip.of(116, chunk() + 1);
        CloudProvider provider = provider();
        provider.delete(clip.store(provider));
        assertThat(harness().everything()).isEqualTo(before);
    }

    @Test
    default void aNewUploadHasNothingOfAnEarlierOne() throws Exception {
        Clip clip = Clip.of(117, 2 * chunk());
        CloudProvider provider = provider();
        Upload upload = provider.begin(clip.request());
        clip.send(provider, upload, chunk());
        upload.close();
        try (Upload again = provider.begin(clip.request())) {
            assertThat(again.confirmed()).isZero();
            clip.send(provider, again, 2 * chunk());
            clip.assertStored(provider, provider.commit(again));
        }
    }

    @Test
    default void removesLeftoversOfThisDeviceOnly() throws Exception {
        CloudProvider ours = provider();
        // A name that begins like ours must not be taken for ours.
        CloudProvider theirs = harness().open(ProviderHarness.DEVICE + "-b");
        Clip wanted = Clip.of(118, 2 * chunk());
        Clip unwanted = Clip.of(119, 2 * chunk());
        ResumePoint keep = leave(ours, wanted);
        ResumePoint lose = leave(ours, unwanted);
        ResumePoint foreign = leave(theirs, unwanted);

        assertThat(ours.removeLeftovers(Set.of(keep))).isEqualTo(1);

        long kept = harness().keepsAtLeast(chunk());
        assertThat(confirmed(ours, wanted, keep)).isBetween(kept, (long) chunk());
        assertThat(confirmed(theirs, unwanted, foreign)).isBetween(kept, (long) chunk());
        assertThat(confirmed(ours, unwanted, lose)).isZero();
    }

    private ResumePoint leave(CloudProvider provider, Clip clip) throws Exception {
        try (Upload upload = provider.begin(clip.request())) {
            clip.send(provider, upload, chunk());
            return upload.resumePoint();
        }
    }

    private static long confirmed(CloudProvider provider, Clip clip, ResumePoint point) throws Exception {
        try (Upload upload = provider.resume(clip.request(), point)) {
            return upload.confirmed();
        }
    }

    @Test
    default void removingLeftoversLeavesObjectsAlone() throws Exception {
        CloudProvider provider = provider();
        Clip clip = Clip.of(120, 10);
        RemoteObject stored = clip.store(provider);
        assertThat(provider.removeLeftovers(Set.of())).isZero();
        clip.assertStored(provider, stored);
    }
}
