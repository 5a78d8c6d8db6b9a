package breakdex.sync;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.asset.FailureDomain;
import breakdex.sync.event.Finding;
import breakdex.sync.provider.DiskTopology;
import breakdex.sync.store.Database;
import breakdex.sync.store.DatabaseAddress;
import breakdex.sync.store.ProviderRow;
import breakdex.sync.store.StepListener;
import breakdex.sync.store.StoreFixture;
import breakdex.sync.store.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DomainKeeperTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aPlaceThatIsRemovedWhileItsDomainIsLookedUpStaysRemoved(TestDatabase kind) {
        DatabaseAddress address = kind.address(home);
        try (StoreFixture store = new StoreFixture(home, address, Clock.systemUTC())) {
            store.provider("nas", new FailureDomain("disk:nas", false));
            StepListener another = new StepListener() {
                @Override
                public void before(String step) {
                    store.database.writing(tx -> {
                        ProviderRow row = tx.providers().byName("nas").orElseThrow();
                        tx.providers().update(row.withEnabled(false));
                    });
                }
            };
            try (Database database = Database.open(address, Clock.systemUTC(), another)) {
                DomainKeeper keeper = new DomainKeeper(database, "another machine", new DiskTopology(home, home));
                assertThat(keeper.update(Map.of("nas", new FailureDomain("disk:new", false))))
                        .extracting(Finding::kind)
                        .containsExactly("domain-changed");
                ProviderRow row =
                        database.read(tx -> tx.providers().byName("nas")).orElseThrow();
                assertThat(row.domain().name()).isEqualTo("disk:new");
                assertThat(row.enabled()).isFalse();
            }
        }
    }
}
