package breakdex.sync.store;

import static breakdex.sync.store.StoreFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.EvidenceGrade;
import breakdex.sync.asset.FailureDomain;
import breakdex.sync.store.TombstonesDao.Deleted;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How far a deleted asset is on its way, as both kinds of database count it. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class TombstonesDaoTest {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MONTH = Duration.ofDays(30);

    @Parameter
    private TestDatabase kind = TestDatabase.SQLITE;

    @TempDir
    Path home;

    private StoreFixture store;
    private ContentHash clip;

    @BeforeEach
    void aDeletedClip() {
        store = new StoreFixture(home, kind);
        store.provider("nas", new FailureDomain("server:nas", false));
        clip = store.asset(1, 10);
        store.proved(clip, "nas", EvidenceGrade.READ_BACK_DIRECT, NOW);
        bury(NOW);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void bury(Instant at) {
        store.database.writing(tx -> tx.assets().bury(clip, "user", at));
    }

    private void count(int day) {
        store.database.writing(tx -> tx.tombstones().count(NOW.plus(Duration.ofDays(day)), WEEK));
    }

    private List<ContentHash> ripe(Duration age) {
        return store.database.read(tx -> tx.tombstones().ripe(age)).stream()
                .map(Deleted::hash)
                .toList();
    }

    private List<ContentHash> due(Duration age) {
        return store.database.read(tx -> tx.tombstones().due(age)).stream()
                .map(Deleted::hash)
                .toList();
    }

    private void ask(String device) {
        store.database.writing(tx -> tx.tombstones().ask(clip, device, false, NOW));
    }

    @Test
    void whereNothingIsDeletedThereIsNothingToCount() {
        boolean deleted = store.database.read(tx -> tx.tombstones().any());
        store.database.writing(tx -> tx.assets().unbury(clip));
        boolean undeleted = store.database.read(tx -> tx.tombstones().any());
        assertThat(deleted).isTrue();
        assertThat(undeleted).isFalse();
    }

    @Test
    void anAgeBeginsWithTheFirstCountAndGrowsByAWeekAtMost() {
        count(0);
        assertThat(ripe(Duration.ZERO)).containsExactly(clip);
        assertThat(ripe(Duration.ofMillis(1))).isEmpty();
        count(1_000);
        assertThat(ripe(WEEK)).containsExactly(clip);
        assertThat(ripe(WEEK.plusMillis(1))).isEmpty();
        count(0);
        assertThat(ripe(WEEK)).containsExactly(clip);
        assertThat(ripe(WEEK.plusMillis(1))).isEmpty();
    }

    @Test
    void anotherTombstoneBeginsAnew() {
        count(0);
        count(7);
        store.database.writing(tx -> tx.assets().unbury(clip));
        bury(NOW.plusSeconds(1));
        count(14);
        assertThat(ripe(Duration.ZERO)).containsExactly(clip);
        assertThat(ripe(Duration.ofMillis(1))).isEmpty();
    }

    @Test
    void aPurgeGrowsOldByItselfFromTheCountOnThatFirstSawIt() {
        count(0);
        count(7);
        ask("here");
        assertThat(ripe(Duration.ZERO)).isEmpty();
        assertThat(due(Duration.ZERO)).containsExactly(clip);
        assertThat(due(Duration.ofDays(3))).isEmpty();
        count(10);
        assertThat(due(Duration.ofDays(3))).containsExactly(clip);
    }

    @Test
    void whatAnotherDeviceAskedForIsCountedFromWhenItIsHeard() {
        count(0);
        Duration none = Duration.ofMillis(1);
        store.database.writing(tx -> {
            tx.tombstones().ask(clip, "there", false, NOW);
            tx.handle().execute("update tombstone_ages set purge_known = 0");
        });
        count(5);
        assertThat(due(none)).isEmpty();
        count(8);
        assertThat(due(Duration.ofDays(3))).containsExactly(clip);
    }

    @Test
    void whatBeganIsFinalUntilItIsTakenBack() {
        count(0);
        ask("here");
        boolean begun = store.database.write(tx -> tx.tombstones().begin(clip, NOW));
        boolean again = store.database.write(tx -> tx.tombstones().begin(clip, NOW));
        assertThat(begun).isTrue();
        assertThat(again).isFalse();
        assertThat(due(Duration.ZERO)).isEmpty();
        assertThat(remaining()).containsExactly(clip);
        store.database.writing(tx -> tx.copies().removed(clip, "nas", NOW));
        assertThat(remaining()).isEmpty();
        boolean hadBegun = store.database.write(tx -> tx.tombstones().withdraw(clip, NOW));
        assertThat(hadBegun).isTrue();
        assertThat(begun()).isEmpty();
    }

    @Test
    void whatIsNotDeletedAnyMoreDoesNotBeginAndItsPurgeIsTakenBack() {
        count(0);
        ask("here");
        store.database.writing(tx -> tx.assets().unbury(clip));
        boolean begun = store.database.write(tx -> tx.tombstones().begin(clip, NOW));
        assertThat(begun).isFalse();
        count(1);
        bury(NOW.plusSeconds(5));
        count(2);
        assertThat(due(Duration.ZERO)).isEmpty();
        assertThat(ripe(MONTH)).isEmpty();
    }

    private List<ContentHash> remaining() {
        return store.database.read(tx -> tx.tombstones().remainingOn("nas", 10)).stream()
                .map(DueCopy::hash)
                .toList();
    }

    private Set<ContentHash> begun() {
        return store.database.read(tx -> tx.tombstones().begun(List.of(clip)));
    }
}
