package breakdex.sync.provider;

import static breakdex.sync.provider.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.asset.EvidenceGrade;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Every byte, from anywhere, to the very last. */
public interface ReadContract extends ProviderChecks {
    private void readsFromEveryOffset(ReadFrom from) throws Exception {
        Clip clip = Clip.of(200, 2 * chunk() + 4097);
        CloudProvider provider = provider();
        RemoteObject stored = clip.store(provider);
        int size = clip.bytes().length;
        for (int offset : new int[] {0, 1, 511, 4095, 4096, 4097, chunk() - 1, chunk(), chunk() + 1, size - 1, size}) {
            assertThat(Clip.read(provider, stored, offset, from))
                    .as("from %s", offset)
                    .isEqualTo(Arrays.copyOfRange(clip.bytes(), offset, size));
        }
    }

    @Test
    default void readsFromEveryOffsetAnywhere() throws Exception {
        readsFromEveryOffset(ReadFrom.ANYWHERE);
    }

    @Test
    default void readsFromEveryOffsetOfTheMedium() throws Exception {
        readsFromEveryOffset(ReadFrom.MEDIUM);
    }

    @Test
    default void readsOddSizesFromTheMediumToTheEnd() throws Exception {
        CloudProvider provider = provider();
        int seed = 210;
        for (int size : new int[] {1, 511, 513, 4095, 4096, 4097, 8191, 8193, 65537}) {
            Clip clip = Clip.of(seed++, size);
            RemoteObject stored = clip.store(provider);
            assertThat(Clip.read(provider, stored, 0, ReadFrom.MEDIUM)).isEqualTo(clip.bytes());
        }
    }

    @Test
    default void readsIntoBuffersOfAnySize() throws Exception {
        Clip clip = Clip.of(220, 10_007);
        CloudProvider provider = provider();
        RemoteObject stored = clip.store(provider);
        for (int step : new int[] {7, 4096, 1 << 20}) {
            for (ReadFrom from : ReadFrom.values()) {
                try (Download download = provider.open(stored, 3, from)) {
                    assertThat(Clip.read(download, step)).isEqualTo(Arrays.copyOfRange(clip.bytes(), 3, 10_007));
                }
            }
        }
    }

    @Test
    default void readsWhatTheListingNamed() throws Exception {
        Clip clip = Clip.of(221, 1000);
        CloudProvider provider = provider();
        clip.store(provider);
        RemoteObject listed = Clip.list(provider).get(0);
        assertThat(Clip.read(provider, listed, 0, ReadFrom.ANYWHERE)).isEqualTo(clip.bytes());
    }

    @Test
    default void gradesWhatAReadProves() throws Exception {
        CloudProvider provider = provider();
        RemoteObject stored = Clip.of(222, 1000).store(provider);
        try (Download near = provider.open(stored, 0, ReadFrom.ANYWHERE);
                Download far = provider.open(stored, 0, ReadFrom.MEDIUM)) {
            assertThat(near.grade()).isIn(EvidenceGrade.READ_BACK_CACHED, EvidenceGrade.READ_BACK_DIRECT);
            assertThat(far.grade()).isIn(EvidenceGrade.READ_BACK_CACHED, EvidenceGrade.READ_BACK_DIRECT);
            assertThat(far.grade().atLeast(near.grade())).isTrue();
        }
    }

    @Test
    default void whatIsNotThereCannotBeOpened() throws Exception {
        CloudProvider provider = provider();
        RemoteObject stored = Clip.of(223, 1000).store(provider);
        harness().remove(stored);
        for (ReadFrom from : ReadFrom.values()) {
            refused(provider, () -> Clip.read(provider, stored, 0, from), Fault.ABSENT);
        }
    }

    @Test
    default void anObjectThatMayNotBeReadConcernsItselfAlone() throws Exception {
        CloudProvider provider = provider();
        Clip open = Clip.of(225, 1000);
        RemoteObject closed = Clip.of(226, 1000).store(provider);
        RemoteObject stored = open.store(provider);
        harness().forbid(closed);
        for (ReadFrom from : ReadFrom.values()) {
            refused(provider, () -> Clip.read(provider, closed, 0, from), Fault.UNREADABLE);
        }
        assertThat(provider.find(closed.name().hash())).isNotInstanceOf(Presence.Absent.class);
        open.assertStored(provider, stored);
    }

    @Test
    default void aBitThatTurnedIsReadAsItIs() throws Exception {
        Clip clip = Clip.of(224, 2 * chunk());
        CloudProvider provider = provider();
        RemoteObject stored = clip.store(provider);
        harness().rot(stored);
        for (ReadFrom from : ReadFrom.values()) {
            assertThat(Clip.read(provider, stored, 0, from))
                    .hasSize(clip.bytes().length)
                    .isNotEqualTo(clip.bytes());
        }
    }
}
