package breakdex.sync.store;

import static breakdex.sync.store.StoreFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.EvidenceGrade;
import breakdex.sync.asset.FailureDomain;
import breakdex.sync.asset.LocalState;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class MissingCopyTest {
    @Parameter
    private TestDatabase kind = TestDatabase.SQLITE;

    @TempDir
    Path home;

    private StoreFixture store;
    private ContentHash first;
    private ContentHash second;

    @BeforeEach
    void open() {
        store = new StoreFixture(home, kind);
        first = store.asset(1, 10);
        second = store.asset(2, 20);
        store.file("first.mp4", first, LocalState.PRESENT);
        store.file("second.mp4", second, LocalState.PRESENT);
        store.provider("nas", new FailureDomain("server:nas", false));
        store.provider("usb", new FailureDomain("disk:usb", false));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private List<ContentHash> missingOnNas(@Nullable ContentHash after) {
        return store.database.read(tx -> tx.assets().missingOn("nas", StoreFixture.MACHINE, after, 10)).stream()
                .map(MissingCopy::hash)
                .toList();
    }

    @Test
    void aProviderLacksWhatItHasNoProvedCopyOf() {
        store.proved(first, "nas", EvidenceGrade.READ_BACK_DIRECT, NOW);
        store.proved(second, "usb", EvidenceGrade.READ_BACK_DIRECT, NOW);
        assertThat(missingOnNas(null)).containsExactly(second);
    }

    @Test
    void whatIsQueuedForTheProviderAlreadyIsLeftOut() {
        enqueue(first, "nas");
        enqueue(second, "usb");
        assertThat(missingOnNas(null)).containsExactly(second);
    }

    @Test
    void aPageGoesOnAfterTheLastHashOfTheOneBefore() {
        assertThat(missingOnNas(null)).containsExactly(first, second);
        assertThat(missingOnNas(first)).containsExactly(second);
    }

    @Test
    void whatCanBeMadeFromNothingThatIsKnownIsLeftOut() {
        store.file("first.mp4", first, LocalState.MISSING);
        store.file("second.mp4", second, LocalState.FREED);
        store.proved(second, "usb", EvidenceGrade.READ_BACK_DIRECT, NOW);
        assertThat(missingOnNas(null)).containsExactly(second);
        List<DueCopy> withoutSource = store.database.read(tx -> tx.assets().withoutSource(null, 10));
        assertThat(withoutSource).containsExactly(new DueCopy(first, 10));
    }

    private void enqueue(ContentHash hash, String provider) {
        store.database.writing(tx -> tx.operations()
                .enqueue(
                        List.of(new NewOperation(
                                "to " + provider, hash, provider, OperationType.UPLOAD, 1, 10, StoreFixture.MACHINE)),
                        NOW));
    }
}
