package breakdex.sync.provider;

import static breakdex.sync.provider.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What lies there: finding, naming, deleting, setting aside. */
public interface ObjectContract extends ProviderChecks {
    @Test
    default void anEmptyPlaceHoldsNothing() throws Exception {
        CloudProvider provider = provider();
        assertThat(Clip.list(provider)).isEmpty();
        assertThat(provider.find(Clip.of(300, 1).hash())).isEqualTo(new Presence.Absent());
    }

    @Test
    default void findsAnObjectUnderAnyExtension() throws Exception {
        Clip clip = Clip.of(301, 10);
        harness().put(clip.hash().digest() + ".zz", clip.bytes());
        assertThat(provider().find(clip.hash())).isInstanceOf(Presence.Present.class);
    }

    @Test
    default void findsAnObjectWithoutExtension() throws Exception {
        Clip clip = Clip.of(302, 10);
        harness().put(clip.hash().digest(), clip.bytes());
        CloudProvider provider = provider();
        Presence.Present there = (Presence.Present) provider.find(clip.hash());
        assertThat(Clip.read(provider, there.object(), 0, ReadFrom.ANYWHERE)).isEqualTo(clip.bytes());
        provider.delete(there.object());
        assertThat(provider.find(clip.hash())).isEqualTo(new Presence.Absent());
    }

    @Test
    default void ofTwoObjectsFindsTheOlder() throws Exception {
        Clip clip = Clip.of(303, 10, "mov");
        CloudProvider provider = provider();
        RemoteObject older = clip.store(provider);
        harness().put(clip.hash().digest() + ".avi", clip.bytes());
        harness().put(clip.hash().digest() + ".zip", clip.bytes());
        assertThat(provider.find(clip.hash())).isEqualTo(new Presence.Present(older));
        assertThat(Clip.list(provider)).hasSize(3);
    }

    @Test
    default void listsToTheLastPage() throws Exception {
        harness().smallPages();
        CloudProvider provider = provider();
        Set<String> stored = new HashSet<>();
        for (int i = 0; i < 25; i++) {
            stored.add(Clip.of(310 + i, 5).store(provider).path());
        }
        List<RemoteObject> listed = Clip.list(provider);
        assertThat(listed).hasSize(25);
        assertThat(listed).extracting(RemoteObject::path).containsExactlyInAnyOrderElementsOf(stored);
        assertThat(listed).allSatisfy(it -> assertThat(it.sizeBytes()).isIn(5L, RemoteObject.SIZE_UNKNOWN));
        assertThat(provider.find(Clip.of(334, 5).hash())).isInstanceOf(Presence.Present.class);
    }

    @Test
    default void passesOverWhatIsNotOurs() throws Exception {
        Clip clip = Clip.of(340, 5);
        String digest = clip.hash().digest();
        for (String name : List.of(
                "manifest.json",
                "holiday.mp4",
                digest.substring(1) + ".mp4",
                "a" + digest + ".mp4",
                digest.toUpperCase(Locale.ROOT) + "X.mp4",
                "." + digest + ".mp4")) {
            harness().put(name, new byte[] {1});
        }
        CloudProvider provider = provider();
        assertThat(Clip.list(provider)).isEmpty();
        assertThat(provider.find(clip.hash())).isEqualTo(new Presence.Absent());
    }

    @Test
    default void deletesExactlyOneObject() throws Exception {
        CloudProvider provider = provider();
        Clip goes = Clip.of(341, 10);
        Clip stays = Clip.of(342, 10);
        RemoteObject object = goes.store(provider);
        RemoteObject other = stays.store(provider);
        provider.delete(object);
        assertThat(provider.find(goes.hash())).isEqualTo(new Presence.Absent());
        refused(provider, () -> provider.open(object, 0, ReadFrom.ANYWHERE), Fault.ABSENT);
        stays.assertStored(provider, other);
    }

    @Test
    default void deletesWhatTheListingNamed() throws Exception {
        CloudProvider provider = provider();
        Clip.of(343, 10).store(provider);
        provider.delete(Clip.list(provider).get(0));
        assertThat(Clip.list(provider)).isEmpty();
    }

    @Test
    default void deletingWhatIsAbsentIsSuccess() throws Exception {
        CloudProvider provider = provider();
        RemoteObject object = Clip.of(344, 10).store(provider);
        provider.delete(object);
        provider.delete(object);
        assertThat(provider.find(object.name().hash())).isEqualTo(new Presence.Absent());
    }

    @Test
    default void doesNotDeleteWhatChangedSinceItWasLookedAt() throws Exception {
        CloudProvider provider = provider();
        RemoteObject object = Clip.of(345, 10).store(provider);
        harness().change(object);
        refused(provider, () -> provider.delete(object), Fault.DAMAGED, Fault.UNEXPECTED);
        Presence.Present now = (Presence.Present) provider.find(object.name().hash());
        assertThat(now.object().version()).isNotEqualTo(object.version());
    }

    @Test
    default void aVersionStaysWhileTheBytesStay() throws Exception {
        CloudProvider provider = provider();
        RemoteObject object = Clip.of(346, 10).store(provider);
        Clip.read(provider, object, 0, ReadFrom.MEDIUM);
        assertThat(provider().find(object.name().hash())).isEqualTo(new Presence.Present(object));
    }

    @Test
    default void whatIsSetAsideIsKeptAndIsNoCopy() throws Exception {
        CloudProvider provider = provider();
        Clip clip = Clip.of(347, 1000);
        String where = provider.setAside(clip.store(provider));
        assertThat(where).isNotBlank();
        assertThat(provider.find(clip.hash())).isEqualTo(new Presence.Absent());
        assertThat(Clip.list(provider)).isEmpty();
        assertThat(harness().quarantined(clip.name())).hasSize(1);
        assertThat(harness().quarantined(clip.name()).get(0)).isEqualTo(clip.bytes());
        clip.assertStored(provider, clip.store(provider));
    }

    @Test
    default void settingAsideTwiceKeepsBoth() throws Exception {
        CloudProvider provider = provider();
        Clip clip = Clip.of(348, 1000);
        String first = provider.setAside(clip.store(provider));
        RemoteObject again = clip.store(provider);
        harness().rot(again);
        String second =
                provider.setAside(Objects.requireNonNull(((Presence.Present) provider.find(clip.hash())).object()));
        assertThat(second).isNotEqualTo(first);
        List<byte[]> kept = harness().quarantined(clip.name());
        assertThat(kept).hasSize(2);
        assertThat(kept.get(0)).isNotEqualTo(kept.get(1));
    }

    @Test
    default void settingAsideWhatIsAbsentIsSuccess() throws Exception {
        CloudProvider provider = provider();
        Clip clip = Clip.of(349, 10);
        RemoteObject object = clip.store(provider);
        harness().remove(object);
        provider.setAside(object);
        assertThat(harness().quarantined(clip.name())).isEmpty();
    }

    @Test
    default void doesNotSetAsideWhatChangedSinceItWasLookedAt() throws Exception {
        CloudProvider provider = provider();
        RemoteObject object = Clip.of(350, 10).store(provider);
        harness().change(object);
        refused(provider, () -> provider.setAside(object), Fault.DAMAGED, Fault.UNEXPECTED);
        assertThat(provider.find(object.name().hash())).isInstanceOf(Presence.Present.class);
    }

    @Test
    default void anObjectThatAnotherTookAwayIsAbsent() throws Exception {
        CloudProvider provider = provider();
        RemoteObject object = Clip.of(351, 10).store(provider);
        harness().remove(object);
        assertThat(provider.find(object.name().hash())).isEqualTo(new Presence.Absent());
    }
}
