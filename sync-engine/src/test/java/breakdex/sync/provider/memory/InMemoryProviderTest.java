package breakdex.sync.provider.memory;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.provider.Clip;
import breakdex.sync.provider.CloudProvider;
import breakdex.sync.provider.CloudProviderContract;
import breakdex.sync.provider.ProviderHarness;
import org.junit.jupiter.api.Test;

class InMemoryProviderTest implements CloudProviderContract {
    private final ProviderHarness harness = new MemoryHarness();

    @Override
    public ProviderHarness harness() {
        return harness;
    }

    @Test
    void aDestroyedPlaceHoldsNothingAnyMore() throws Exception {
        MemoryPlace place = new MemoryPlace("1", "attic");
        CloudProvider provider = new InMemoryProvider("attic", "device-a", place, 100);
        String path = Clip.of(1, 10).store(provider).path();
        assertThat(place.bytesOf(path)).isPresent();
        place.destroy();
        place.become(MemoryPlace.Health.WELL);
        assertThat(place.objectNames()).isEmpty();
        assertThat(place.bytesOf(path)).isEmpty();
    }
}
