package breakdex.sync.safety;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.TestClock;
import breakdex.sync.asset.Asset;
import breakdex.sync.asset.AssetCopy;
import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.Evidence;
import breakdex.sync.asset.EvidenceGrade;
import breakdex.sync.asset.FailureDomain;
import breakdex.sync.asset.LocalState;
import breakdex.sync.asset.RemoteName;
import breakdex.sync.manifest.LocalChanges;
import breakdex.sync.provider.RemoteObject;
import breakdex.sync.scan.FileStamp;
import breakdex.sync.store.LibraryFileRow;
import breakdex.sync.store.MemoryFolder;
import breakdex.sync.store.StoreFixture;
import breakdex.sync.verify.ProofResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A permit takes two copies in two failure domains, each looked at for it, and a file that is what they hold (S7). */
class SafetyGuardTest {
    private static final String PATH = "2019/windmill.mp4";
    private static final Instant NOW = StoreFixture.NOW;

    @TempDir(factory = MemoryFolder.class)
    Path home;

    private StoreFixture store;
    private TestClock clock;
    private SafetyGuard guard;
    private ContentHash clip;
    private Path file;
    private final Map<String, ProofResult> looks = new HashMap<>();

    @BeforeEach
    void aBackedUpClip() throws IOException {
        clock = new TestClock(NOW);
        store = new StoreFixture(home, clock);
        guard = new SafetyGuard(store.database, clock, SafetyDelays.NORMAL);
        clip = store.asset(1, 3);
        file = Files.createDirectories(home.resolve("2019")).resolve("windmill.mp4");
        Files.writeString(file, "abc");
        place("nas", new FailureDomain("server:nas", false), EvidenceGrade.READ_BACK_DIRECT);
        place("usb", new FailureDomain("disk:usb", false), EvidenceGrade.READ_BACK_DIRECT);
        record(true);
        tell();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void place(String name, FailureDomain domain, EvidenceGrade grade) {
        store.provider(name, domain);
        store.proved(clip, name, grade, NOW);
        proves(name, grade, NOW);
    }

    private void proves(String place, EvidenceGrade grade, Instant at) {
        RemoteName name = new RemoteName(clip, "mp4");
        RemoteObject object = new RemoteObject(name, name.toString(), 3, "v1");
        looks.put(place, new ProofResult.Proved(object, new Evidence(grade, at, StoreFixture.DEVICE, "v1")));
    }

    /** Notes the file as it lies there. */
    private void record(boolean settled) throws IOException {
        FileStamp stamp = FileStamp.read(file);
        store.database.writing(tx -> tx.files()
                .put(List.of(new LibraryFileRow(
                        StoreFixture.LIBRARY,
                        StoreFixture.MACHINE,
                        PATH,
                        "2019",
                        clip,
                        stamp.sizeBytes(),
                        stamp.modifiedNs(),
                        stamp.changedNs(),
                        stamp.fileKey(),
                        LocalState.PRESENT,
                        settled,
                        NOW,
                        null,
                        null,
                        null))));
    }

    /** Every place holds the whole manifest. */
    private void tell() {
        new LocalChanges(store.database, StoreFixture.DEVICE).publish();
        store.database.writing(tx -> tx.segments()
                .all()
                .forEach(segment -> tx.providers()
                        .all()
                        .forEach(place -> tx.segments().confirm(place.id(), segment.sequence(), NOW))));
    }

    private GuardAnswer ask() throws InterruptedException {
        LibraryFileRow row = store.database.read(tx -> tx.files()
                .find(StoreFixture.LIBRARY, StoreFixture.MACHINE, PATH)
                .orElseThrow());
        return guard.permitLocalDelete(row, file, this::look);
    }

    private ProofResult look(Asset asset, AssetCopy copy) {
        assertThat(asset.hash()).isEqualTo(clip);
        return looks.getOrDefault(copy.providerId(), new ProofResult.Unknown("nobody answers"));
    }

    private void refuses(String why) throws InterruptedException {
        assertThat(ask())
                .isInstanceOfSatisfying(
                        GuardAnswer.Refused.class,
                        refused -> assertThat(refused.why().text())
                                .contains(PATH + " stays: it ")
                                .contains(why));
    }

    @Test
    void twoProvedCopiesInTwoDomainsPermitOneFileForTenMinutes() throws Exception {
        assertThat(ask()).isInstanceOfSatisfying(GuardAnswer.Granted.class, granted -> {
            assertThat(granted.permit().file()).isEqualTo(file);
            assertThat(granted.permit().reliedOn()).hasSize(2);
            assertThat(granted.permit().expiresAt()).isEqualTo(NOW.plus(Duration.ofMinutes(10)));
        });
    }

    @Test
    void oneCopyIsNotEnough() throws Exception {
        looks.remove("usb");
        refuses("has one proved copy, and two in different failure domains are needed");
        refuses("usb cannot be looked at: nobody answers");
    }

    @Test
    void noCopyIsNotEnough() throws Exception {
        looks.clear();
        refuses("has no proved copy");
    }

    @Test
    void twoCopiesOfOneDomainAreOne() throws Exception {
        store.database.writing(tx -> tx.providers()
                .update(tx.providers().byName("usb").orElseThrow().withDomain(new FailureDomain("server:nas", false))));
        tell();
        refuses("lies in one failure domain with another copy");
    }

    @Test
    void aCopyOnTheLibrarysOwnDiskIsNone() throws Exception {
        store.database.writing(tx -> tx.providers()
                .update(tx.providers().byName("usb").orElseThrow().withDomain(new FailureDomain("disk:own", false))));
        tell();
        refuses("usb may share the library's own disk");
    }

    @Test
    void aCopyOfWhichNobodyCanTellWhatItDiesWithIsNone() throws Exception {
        store.database.writing(tx ->
                tx.providers().update(tx.providers().byName("usb").orElseThrow().withDomain(FailureDomain.UNKNOWN)));
        tell();
        refuses("usb may share the library's own disk");
    }

    @Test
    void aCopyOnAPlaceThatWasRemovedIsNone() throws Exception {
        store.database.writing(tx ->
                tx.providers().update(tx.providers().byName("usb").orElseThrow().withEnabled(false)));
        tell();
        refuses("has one proved copy");
    }

    @Test
    void aCopyThatWasFoundDamagedIsNone() throws Exception {
        store.database.writing(tx -> tx.copies().markFailed(clip, "usb", "rotten", NOW));
        tell();
        refuses("has one proved copy");
    }

    @Test
    void otherBytesAreNoCopy() throws Exception {
        looks.put(
                "usb",
                new ProofResult.Mismatch(
                        new RemoteObject(new RemoteName(clip, "mp4"), "x", 3, "v1"), "another SHA-256", true));
        refuses("usb holds other bytes (another SHA-256)");
    }

    @Test
    void aWeakProofIsNone() throws Exception {
        proves("usb", EvidenceGrade.SIZE_ONLY, NOW);
        refuses("usb proves too little");
        proves("usb", EvidenceGrade.UPLOADED_FLAG, NOW);
        refuses("usb proves too little");
    }

    @Test
    void aProofFromThePageCacheCountsOnlyWhereAPersonAllowedIt() throws Exception {
        proves("usb", EvidenceGrade.READ_BACK_CACHED, NOW);
        refuses("--allow-cached-proof");
        store.database.writing(tx ->
                tx.providers().update(tx.providers().byName("usb").orElseThrow().withCachedProofAllowed(true)));
        tell();
        assertThat(ask()).isInstanceOf(GuardAnswer.Granted.class);
    }

    @Test
    void aLookOfElevenMinutesAgoIsNone() throws Exception {
        proves("usb", EvidenceGrade.READ_BACK_DIRECT, NOW.minus(Duration.ofMinutes(11)));
        refuses("usb was not looked at just now");
    }

    @Test
    void aLookFromTheFutureIsNone() throws Exception {
        proves("usb", EvidenceGrade.READ_BACK_DIRECT, NOW.plusSeconds(1));
        refuses("usb was not looked at just now");
    }

    @Test
    void looksThatTakeLongerThanTenMinutesTogetherPermitNothing() throws Exception {
        LibraryFileRow row = store.database.read(tx -> tx.files()
                .find(StoreFixture.LIBRARY, StoreFixture.MACHINE, PATH)
                .orElseThrow());
        GuardAnswer answer = guard.permitLocalDelete(row, file, (asset, copy) -> {
            clock.advance(Duration.ofMinutes(6));
            proves(copy.providerId(), EvidenceGrade.READ_BACK_DIRECT, clock.instant());
            return look(asset, copy);
        });
        assertThat(answer).isInstanceOf(GuardAnswer.Refused.class);
    }

    @Test
    void aFileThatChangedSinceIsNotTheOneThatTheCopiesHold() throws Exception {
        Files.writeString(file, "abcd");
        refuses("changed since it was backed up");
        Files.writeString(file, "abc");
        Files.setLastModifiedTime(file, FileTime.from(NOW.minusSeconds(5)));
        refuses("changed since it was backed up");
        Files.delete(file);
        refuses("changed since it was backed up");
    }

    @Test
    void aFileThatWasYoungWhenItWasReadMayHaveChangedUnseen() throws Exception {
        record(false);
        refuses("was touched less than a minute before it was read");
    }

    @Test
    void ofADeletedAssetTheCopiesAreNotKept() throws Exception {
        store.database.writing(tx -> tx.assets().bury(clip, "user", NOW));
        tell();
        refuses("was deleted from the library");
    }

    /** Otherwise another device would not know what the bytes are, nor that this one relies on them. */
    @Test
    void aPlaceThatDoesNotHoldTheManifestCannotBeReliedOn() throws Exception {
        store.database.writing(tx -> tx.segments().lost("usb", 1));
        refuses("usb does not hold yet what the library's manifest tells of it");
    }

    @Test
    void nothingOfWhichTheManifestDoesNotTellYetGoes() throws Exception {
        store.database.writing(tx -> {
            tx.assets().bury(clip, "user", NOW);
            tx.assets().unbury(clip);
        });
        refuses("does not hold yet what the library's manifest tells of it");
        tell();
        assertThat(ask()).isInstanceOf(GuardAnswer.Granted.class);
    }
}
