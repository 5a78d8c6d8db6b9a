package breakdex.sync.provider;

import static breakdex.sync.provider.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.provider.ProviderHarness.Trouble;
import breakdex.sync.provider.Refusals.Call;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is there, and what is believed of a place that is gone, changed or closed to us: nothing. */
public interface PlaceContract extends ProviderChecks {
    @Test
    default void isTheSamePlaceForEveryDeviceAndEveryRestart() throws Exception {
        ProviderIdentity first = provider().identify();
        assertThat(first.key()).contains(":");
        assertThat(first.where()).isNotBlank();
        assertThat(provider().identify()).isEqualTo(first);
        assertThat(harness().open("device-b").identify().key()).isEqualTo(first.key());
    }

    @Test
    default void isNotThePlaceOfAnotherKey() throws Exception {
        String other = provider().identify().key().replaceAll("[0-9a-f]$", "x");
        CloudProvider provider = harness().openExpecting(other);
        ProviderException why = refused(provider, provider::identify, Fault.AWAY);
        assertThat(why.answer()).contains(other);
        for (Call call : allCalls(provider, stored()).values()) {
            refused(provider, call, Fault.AWAY);
        }
    }

    @Test
    default void saysWhatItCanDo() {
        ProviderCapabilities can = provider().capabilities();
        assertThat(can.chunkBytes()).isPositive();
        assertThat(can.maxObjectBytes()).isPositive();
        assertThat(can.uploads()).isPositive();
        assertThat(can.downloads()).isPositive();
    }

    @Test
    default void saysHowMuchSpaceThereIs() throws Exception {
        Quota quota = provider().quota();
        assertThat(quota.freeBytes()).isBetween(-1L, Math.max(-1L, quota.totalBytes()));
    }

    private RemoteObject stored() throws Exception {
        return Clip.of(400, 10).store(provider());
    }

    private static Map<String, Call> allCalls(CloudProvider provider, RemoteObject object) {
        Clip clip = Clip.of(401, 10);
        Map<String, Call> calls = new LinkedHashMap<>();
        calls.put("identify", provider::identify);
        calls.put("list", () -> provider.list(it -> {}));
        calls.put("begin", () -> provider.begin(clip.request()));
        calls.put("resume", () -> provider.resume(clip.request(), new ResumePoint("x")));
        calls.put("open", () -> provider.open(object, 0, ReadFrom.ANYWHERE));
        calls.put("delete", () -> provider.delete(object));
        calls.put("setAside", () -> provider.setAside(object));
        calls.put("removeLeftovers", () -> provider.removeLeftovers(Set.of()));
        calls.put("abandon", () -> provider.abandon(new ResumePoint("x")));
        calls.put("listMetadata", () -> provider.listMetadata(it -> {}));
        calls.put("readMetadata", () -> provider.readMetadata("device-a/one", 10));
        calls.put("writeMetadata", () -> provider.writeMetadata("device-a/one", new byte[1]));
        calls.put("deleteMetadata", () -> provider.deleteMetadata("device-a/one"));
        calls.put("setAsideMetadata", () -> provider.setAsideMetadata("device-a/one"));
        calls.put("readLibraryManifest", () -> provider.readLibraryManifest(10));
        calls.put("writeLibraryManifest", () -> provider.writeLibraryManifest(new byte[1], null));
        calls.put("quota", provider::quota);
        calls.put("scratch", provider::scratch);
        return calls;
    }

    private void refusesEverything(Trouble trouble, Fault... faults) throws Exception {
        RemoteObject object = stored();
        CloudProvider before = provider();
        before.identify();
        harness().begin(trouble);
        Set<String> there = harness().everything();
        // One that knew the place, and one that never saw it.
        for (CloudProvider provider : new CloudProvider[] {before, provider()}) {
            for (Call call : allCalls(provider, object).values()) {
                refused(provider, call, faults);
            }
            neverAbsent(provider, object, faults);
        }
        assertThat(harness().everything()).as("what lies there").isEqualTo(there);
        harness().end();
        assertThat(before.find(object.name().hash())).isEqualTo(new Presence.Present(object));
        assertThat(provider().find(object.name().hash())).isEqualTo(new Presence.Present(object));
    }

    private static void neverAbsent(CloudProvider provider, RemoteObject object, Fault... faults)
            throws InterruptedException {
        try {
            assertThat(provider.find(object.name().hash())).isInstanceOf(Presence.Unknown.class);
        } catch (ProviderException e) {
            assertThat(e.fault()).isIn((Object[]) faults);
        }
    }

    @Test
    default void aPlaceThatCannotBeReachedDeniesNothing() throws Exception {
        refusesEverything(Trouble.UNREACHABLE, Fault.UNREACHABLE);
    }

    @Test
    default void anotherPlaceIsNotBelievedAndNotTouched() throws Exception {
        refusesEverything(Trouble.SWAPPED, Fault.AWAY);
    }

    @Test
    default void anEmptiedPlaceIsNotBelievedAndNotTouched() throws Exception {
        refusesEverything(Trouble.EMPTIED, Fault.AWAY);
    }

    @Test
    default void aPlaceThatLetsUsInNoMoreDeniesNothing() throws Exception {
        refusesEverything(Trouble.REVOKED, Fault.AUTH);
    }

    @Test
    default void anAnswerThatNobodyForesawIsNoSuccess() throws Exception {
        refusesEverything(Trouble.NONSENSE, Fault.UNEXPECTED, Fault.UNREACHABLE);
    }

    private void doesNotStoreDuring(Trouble trouble) throws Exception {
        Clip clip = Clip.of(402, 2 * chunk());
        CloudProvider provider = provider();
        Upload upload = provider.begin(clip.request());
        clip.send(provider, upload, 2 * chunk());
        harness().begin(trouble);
        Set<String> there = harness().everything();
        refused(provider, () -> provider.commit(upload), Fault.AWAY, Fault.UNREACHABLE, Fault.AUTH, Fault.UNEXPECTED);
        assertThat(harness().everything()).isEqualTo(there);
        harness().end();
        upload.close();
        assertThat(provider.find(clip.hash())).isEqualTo(new Presence.Absent());
        clip.assertStored(provider, clip.finish(provider, upload.resumePoint()));
    }

    @Test
    default void doesNotCommitIntoAPlaceThatCannotBeReached() throws Exception {
        doesNotStoreDuring(Trouble.UNREACHABLE);
    }

    @Test
    default void doesNotCommitIntoAnotherPlace() throws Exception {
        doesNotStoreDuring(Trouble.SWAPPED);
    }

    @Test
    default void doesNotCommitIntoAPlaceThatAnswersNonsense() throws Exception {
        doesNotStoreDuring(Trouble.NONSENSE);
    }

    @Test
    default void doesNotCommitIntoAnEmptiedPlace() throws Exception {
        doesNotStoreDuring(Trouble.EMPTIED);
    }

    @Test
    default void doesNotCommitWithoutCredentials() throws Exception {
        doesNotStoreDuring(Trouble.REVOKED);
    }

    @Test
    default void aScratchPlaceIsAPlaceOfItsOwnAndLeavesNothing() throws Exception {
        CloudProvider provider = provider();
        Clip outside = Clip.of(403, 10);
        RemoteObject stored = outside.store(provider);
        Set<String> before = harness().everything();
        Clip clip = Clip.of(404, chunk() + 1);
        try (CloudProvider scratch = provider.scratch()) {
            assertThat(scratch.identify().key()).isNotBlank();
            assertThat(Clip.list(scratch)).isEmpty();
            clip.assertStored(scratch, clip.store(scratch));
            assertThat(scratch.find(outside.hash())).isEqualTo(new Presence.Absent());
            assertThat(provider.find(clip.hash())).isEqualTo(new Presence.Absent());
            assertThat(Clip.list(provider)).hasSize(1);
            try (Upload left = scratch.begin(Clip.of(405, 1).request())) {
                assertThat(left.confirmed()).isZero();
            }
        }
        assertThat(harness().everything()).isEqualTo(before);
        outside.assertStored(provider, stored);
    }

    @Test
    default void theCheckOfAUsersOwnAccountPasses() throws Exception {
        Set<String> before = harness().everything();
        assertThat(ProviderCheck.run(provider()))
                .isNotEmpty()
                .allSatisfy(result -> assertThat(result.passed())
                        .as(result.name() + ": " + result.detail())
                        .isTrue());
        assertThat(harness().everything()).isEqualTo(before);
    }

    @Test
    default void mayBeClosedTwice() throws Exception {
        CloudProvider provider = provider();
        provider.close();
        provider.close();
        assertThat(provider().identify().where()).isNotBlank();
    }
}
