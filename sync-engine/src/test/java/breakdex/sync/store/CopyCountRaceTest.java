package breakdex.sync.store;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.asset.Asset;
import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.Evidence;
import breakdex.sync.asset.EvidenceGrade;
import breakdex.sync.asset.FailureDomain;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stored count of copies stays true, whoever proves, loses and disables copies side by side on a server. */
class CopyCountRaceTest {
    private static final int CONTENTS = 40;
    private static final int ROUNDS = 40;
    private static final int ATTEMPTS = 20;
    private static final long SECONDS = 120;

    /** Two of them die together. */
    private static final Map<String, String> DOMAINS = new LinkedHashMap<>(
            Map.of("nas", "disk:nas", "usb", "disk:usb", "attic", "disk:attic", "attic-2", "disk:attic"));

    @TempDir
    Path home;

    private final List<Database> databases = new ArrayList<>();
    private StoreFixture store;
    private List<ContentHash> contents = List.of();

    @BeforeEach
    void open() {
        DatabaseAddress address = TestDatabase.POSTGRESQL.address(home);
        store = new StoreFixture(home, address, Clock.systemUTC());
        DOMAINS.forEach((place, domain) -> store.provider(place, new FailureDomain(domain, false)));
        contents = store.assets(1, CONTENTS, 10);
        for (int n = 0; n <= DOMAINS.size(); n++) {
            databases.add(Database.open(address, Clock.systemUTC(), StepListener.NONE));
        }
    }

    @AfterEach
    void close() {
        databases.forEach(Database::close);
        store.close();
    }

    private static void prove(Tx tx, String place, Collection<ContentHash> hashes) {
        Evidence evidence = new Evidence(EvidenceGrade.READ_BACK_DIRECT, StoreFixture.NOW, StoreFixture.DEVICE, null);
        tx.copies()
                .recordProved(hashes.stream()
                        .map(hash -> new ProvedCopy(hash, place, hash.digest() + ".mp4", evidence))
                        .toList());
        tx.assets().recount(hashes);
    }

    private static void lose(Tx tx, String place, ContentHash hash) {
        tx.copies().markFailed(hash, place, "gone", StoreFixture.NOW);
        tx.assets().recount(List.of(hash));
    }

    private static void enable(Tx tx, String place, boolean enabled) {
        ProviderRow row = tx.providers().byName(place).orElseThrow();
        tx.providers().update(row.withEnabled(enabled));
        tx.assets().recountAll();
    }

    private void everyCountIsTrue(String when) {
        store.database.read(tx -> {
            for (ContentHash hash : contents) {
                assertThat(tx.assets().find(hash).map(Asset::copyCount))
                        .as("copies of %s %s", hash, when)
                        .contains(tx.assets().countCopies(hash));
            }
            return true;
        });
    }

    @Test
    void copiesThatAreProvedLostAndDisabledAtOnceAreCountedRight() throws Exception {
        CyclicBarrier together = new CyclicBarrier(DOMAINS.size() + 1);
        List<Callable<?>> runners = new ArrayList<>();
        for (String place : DOMAINS.keySet()) {
            Database own = databases.get(runners.size());
            runners.add(() -> proveAndLose(own, place, together));
        }
        Database last = databases.get(DOMAINS.size());
        runners.add(() -> {
            Random random = new Random(1);
            List<String> places = List.copyOf(DOMAINS.keySet());
            for (int round = 0; round < ROUNDS; round++) {
                together.await(SECONDS, TimeUnit.SECONDS);
                String place = places.get(random.nextInt(places.size()));
                boolean enabled = random.nextInt(3) > 0;
                last.writing(tx -> {
                    tx.assets().holdAll();
                    enable(tx, place, enabled);
                });
                together.await(SECONDS, TimeUnit.SECONDS);
                everyCountIsTrue("after round " + round);
            }
            return true;
        });
        new Race().run(runners);
        everyCountIsTrue("at the end");
    }

    private boolean proveAndLose(Database database, String place, CyclicBarrier together) throws Exception {
        Random random = new Random(place.hashCode());
        for (int round = 0; round < ROUNDS; round++) {
            together.await(SECONDS, TimeUnit.SECONDS);
            List<ContentHash> some = new ArrayList<>(contents);
            Collections.shuffle(some, random);
            database.noting(tx -> prove(tx, place, some.subList(0, CONTENTS / 2)));
            for (ContentHash hash : some.subList(0, 3)) {
                database.writing(tx -> lose(tx, place, hash));
            }
            database.noting(tx -> prove(tx, place, some.subList(1, 3)));
            together.await(SECONDS, TimeUnit.SECONDS);
        }
        return true;
    }

    @Test
    void whoCountsAllCopiesIsNotKeptFromItByOthersWhoProveOneAfterTheOther() throws Exception {
        AtomicBoolean counted = new AtomicBoolean();
        AtomicInteger attempts = new AtomicInteger();
        Race race = new Race();
        race.run(List.of(
                () -> {
                    while (!counted.get() && !race.isLost()) {
                        databases.get(0).noting(tx -> prove(tx, "usb", contents));
                    }
                    return true;
                },
                () -> {
                    for (int n = 0; n < ATTEMPTS; n++) {
                        boolean enabled = n % 2 == 1;
                        store.database.writing(tx -> {
                            attempts.incrementAndGet();
                            tx.assets().holdAll();
                            enable(tx, "nas", enabled);
                        });
                    }
                    counted.set(true);
                    return true;
                }));
        assertThat(attempts).hasValue(ATTEMPTS);
    }

    @Test
    void aProofThatLeavesTheCountAsItIsStillCountsForWhoDisablesTheOtherCopyMeanwhile() {
        ContentHash hash = contents.get(0);
        store.database.noting(tx -> prove(tx, "attic", List.of(hash)));
        AtomicBoolean proved = new AtomicBoolean();
        store.database.writing(tx -> {
            tx.providers().all();
            if (proved.compareAndSet(false, true)) {
                databases.get(0).noting(beside -> prove(beside, "attic-2", List.of(hash)));
            }
            enable(tx, "attic", false);
        });
        everyCountIsTrue("after the other was disabled");
    }

    @Test
    void aProofThatLeavesTheCountAsItIsStillCountsForWhoLosesTheOtherCopyMeanwhile() {
        ContentHash hash = contents.get(0);
        store.database.noting(tx -> prove(tx, "attic", List.of(hash)));
        AtomicBoolean proved = new AtomicBoolean();
        store.database.writing(tx -> {
            tx.providers().all();
            if (proved.compareAndSet(false, true)) {
                databases.get(0).noting(beside -> prove(beside, "attic-2", List.of(hash)));
            }
            lose(tx, "attic", hash);
        });
        everyCountIsTrue("after the other was lost");
    }
}
