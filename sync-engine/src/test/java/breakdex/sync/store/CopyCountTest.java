package breakdex.sync.store;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.EvidenceGrade;
import breakdex.sync.asset.FailureDomain;
import breakdex.sync.asset.LocalState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class CopyCountTest {
    @Parameter
    private TestDatabase kind = TestDatabase.SQLITE;

    @TempDir
    Path home;

    private StoreFixture store;
    private ContentHash hash;

    @BeforeEach
    void open() {
        store = new StoreFixture(home, kind);
        hash = store.asset(1, 10);
        store.file("a.mp4", hash, LocalState.PRESENT);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private int count() {
        int fresh = store.database.read(tx -> tx.assets().countCopies(hash));
        assertThat(store.database
                        .read(tx -> tx.assets().find(hash))
                        .orElseThrow()
                        .copyCount())
                .isEqualTo(fresh);
        return fresh;
    }

    private void copyOn(String id, String domain, boolean byWord, EvidenceGrade grade) {
        store.provider(id, new FailureDomain(domain, byWord));
        store.proved(hash, id, grade, StoreFixture.NOW);
    }

    @Test
    void twoDomainsAreTwo() {
        copyOn("nas", "server:nas", false, EvidenceGrade.READ_BACK_CACHED);
        copyOn("usb", "disk:usb", false, EvidenceGrade.READ_BACK_DIRECT);
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void twoPlacesOnOneDiskAreOne() {
        copyOn("a", "disk:usb", false, EvidenceGrade.READ_BACK_DIRECT);
        copyOn("b", "disk:usb", false, EvidenceGrade.READ_BACK_DIRECT);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void aPlaceOnTheLibrarysOwnDiskIsNone() {
        copyOn("a", "disk:own", false, EvidenceGrade.READ_BACK_DIRECT);
        assertThat(count()).isZero();
    }

    @Test
    void aPersonsWordOverrules() {
        copyOn("a", "one", true, EvidenceGrade.READ_BACK_DIRECT);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void aDomainThatCannotBeToldIsNone() {
        store.provider("a", FailureDomain.UNKNOWN);
        store.proved(hash, "a", EvidenceGrade.READ_BACK_DIRECT, StoreFixture.NOW);
        assertThat(count()).isZero();
    }

    @Test
    void sizeAloneNeverCountsAndTheVendorsWordOnlyWhereAllowed() {
        copyOn("a", "server:a", false, EvidenceGrade.SIZE_ONLY);
        copyOn("b", "server:b", false, EvidenceGrade.UPLOADED_FLAG);
        assertThat(count()).isZero();
    }

    @Test
    void aCopyThatFailedIsNoneAndComesBackWithAProof() {
        copyOn("nas", "server:nas", false, EvidenceGrade.READ_BACK_CACHED);
        store.database.writing(tx -> {
            tx.copies().markFailed(hash, "nas", "gone", StoreFixture.NOW);
            tx.assets().recount(List.of(hash));
        });
        assertThat(count()).isZero();
        store.proved(hash, "nas", EvidenceGrade.READ_BACK_DIRECT, StoreFixture.NOW);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void aDisabledProviderIsNone() {
        copyOn("nas", "server:nas", false, EvidenceGrade.READ_BACK_CACHED);
        store.database.writing(tx -> {
            ProviderRow row = tx.providers().byName("nas").orElseThrow();
            tx.providers().update(row.withEnabled(false));
            tx.assets().recountAll();
        });
        assertThat(count()).isZero();
    }

    @Test
    void besideALibraryOfWhichNothingCanBeToldNoDiskAndNoServerCounts() {
        store.database.writing(tx -> {
            LibraryRow library = tx.libraries().all().get(0);
            tx.libraries().put(library.withDomain(FailureDomain.UNKNOWN));
        });
        copyOn("a", "disk:a", false, EvidenceGrade.READ_BACK_DIRECT);
        copyOn("b", "server:b", false, EvidenceGrade.READ_BACK_DIRECT);
        copyOn("c", "account:c", false, EvidenceGrade.SERVER_SHA256);
        assertThat(count()).isEqualTo(1);
        for (String domain : List.of("disk:a", "server:b")) {
            assertThat(new FailureDomain(domain, false).mayDieWith(FailureDomain.UNKNOWN))
                    .isTrue();
        }
        assertThat(new FailureDomain("account:c", false).mayDieWith(FailureDomain.UNKNOWN))
                .isFalse();
    }
}
