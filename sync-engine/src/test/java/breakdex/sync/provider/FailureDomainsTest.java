package breakdex.sync.provider;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.asset.FailureDomain;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FailureDomainsTest {
    private static FailureDomain domain(String... devices) {
        return FailureDomains.ofDevices(Set.of(devices));
    }

    @Test
    void aDomainIsNamedAfterItsDevices() {
        assertThat(domain("disk:b", "disk:a")).isEqualTo(new FailureDomain("disk:a+disk:b", false));
        assertThat(domain()).isEqualTo(FailureDomain.UNKNOWN);
        assertThat(FailureDomains.devicesIn("disk:a+server:b")).containsExactly("disk:a", "server:b");
        assertThat(FailureDomains.devicesIn("drive:me+videos@example.org"))
                .containsExactly("drive:me+videos@example.org");
    }

    @Test
    void oneSharedDeviceIsEnoughToDieTogether() {
        assertThat(FailureDomains.share(domain("disk:a", "disk:b"), domain("disk:b", "disk:c")))
                .isTrue();
        assertThat(FailureDomains.share(domain("disk:a"), domain("disk:b"))).isFalse();
    }

    @Test
    void whatIsUnknownMayDieWithAnything() {
        assertThat(FailureDomains.share(FailureDomain.UNKNOWN, domain("disk:a")))
                .isTrue();
        assertThat(FailureDomains.share(domain("disk:a"), FailureDomain.UNKNOWN))
                .isTrue();
    }

    @Test
    void aThirdPlaceJoinsTwoThatShareNothing() {
        Map<String, String> joined =
                FailureDomains.join(List.of("disk:c", "disk:a", "disk:b+disk:c", "disk:a+disk:b", "disk:d"));
        assertThat(joined)
                .containsEntry("disk:c", "disk:a")
                .containsEntry("disk:a", "disk:a")
                .containsEntry("disk:b+disk:c", "disk:a")
                .containsEntry("disk:a+disk:b", "disk:a")
                .containsEntry("disk:d", "disk:d");
    }

    @Test
    void theOrderOfPlacesDoesNotMatter() {
        List<String> one = List.of("disk:a+disk:z", "disk:m+disk:z", "disk:b+disk:m", "disk:q");
        List<String> other = List.of("disk:q", "disk:b+disk:m", "disk:a+disk:z", "disk:m+disk:z");
        assertThat(FailureDomains.join(one)).isEqualTo(FailureDomains.join(other));
        assertThat(FailureDomains.join(one)).containsEntry("disk:b+disk:m", "disk:a");
    }

    @Test
    void joinsPlacesByTheirDevices() {
        Map<String, FailureDomain> joined = FailureDomains.join(Map.of(
                "library", Set.of("disk:b"),
                "usb", Set.of("disk:a", "disk:b"),
                "nas", Set.of("server:nas"),
                "odd", Set.of()));
        assertThat(joined)
                .containsEntry("library", new FailureDomain("disk:a", false))
                .containsEntry("usb", new FailureDomain("disk:a", false))
                .containsEntry("nas", new FailureDomain("server:nas", false))
                .containsEntry("odd", FailureDomain.UNKNOWN);
    }
}
