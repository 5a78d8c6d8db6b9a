package breakdex.sync.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.asset.Asset;
import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.Evidence;
import breakdex.sync.asset.EvidenceGrade;
import breakdex.sync.asset.FailureDomain;
import breakdex.sync.asset.LocalState;
import breakdex.sync.asset.MediaInfo;
import breakdex.sync.store.LibraryFileRow;
import breakdex.sync.store.MemoryFolder;
import breakdex.sync.store.ProvedCopy;
import breakdex.sync.store.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What one device knows, another comes to know, on both kinds of database. */
class TwoDevicesTest {
    private static final ContentHash CLIP = ContentHash.parse("ab".repeat(32));

    @TempDir(factory = MemoryFolder.class)
    Path home;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aNewDeviceSeesTheLibraryAndWhereItsCopiesAre(TestDatabase kind) throws Exception {
        try (TwoDevices devices = new TwoDevices(home, kind)) {
            backedUpClip(devices.a);
            devices.b.place("usb");
            assertThat(devices.a.changes.publish()).isEqualTo(7);
            assertThat(devices.b.readFrom(devices.a)).isEmpty();
            devices.b.database.read(tx -> {
                Asset asset = tx.assets().find(CLIP).orElseThrow();
                assertThat(asset.copyCount()).isEqualTo(2);
                assertThat(asset.sizeBytes()).isEqualTo(10);
                LibraryFileRow name = tx.files().ofAsset(CLIP).get(0);
                assertThat(name.path()).isEqualTo("2019/windmill.mp4");
                assertThat(name.state()).isEqualTo(LocalState.MISSING);
                assertThat(tx.libraries().all()).hasSize(1);
                assertThat(tx.libraries().on("machine-b")).isEmpty();
                assertThat(tx.copies().ofAsset(CLIP))
                        .extracting(copy -> copy.providerId())
                        .contains("b-usb");
                assertThat(tx.providers().enabled()).hasSize(1);
                assertThat(tx.providers().all()).hasSize(2);
                return asset;
            });
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatCameFromOutsideIsNotSentOutAgain(TestDatabase kind) throws Exception {
        try (TwoDevices devices = new TwoDevices(home, kind)) {
            backedUpClip(devices.a);
            devices.a.changes.publish();
            devices.b.readFrom(devices.a);
            assertThat(devices.b.changes.publish()).isZero();
            assertThat(devices.b.segments()).isEmpty();
            assertThat(devices.b.records()).isEqualTo(devices.a.records());
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatDidNotChangeIsNotToldTwice(TestDatabase kind) throws Exception {
        try (TwoDevices devices = new TwoDevices(home, kind)) {
            backedUpClip(devices.a);
            devices.a.changes.publish();
            prove(devices.a, "nas", EvidenceGrade.READ_BACK_DIRECT, 0);
            assertThat(devices.a.changes.publish()).isZero();
            prove(devices.a, "nas", EvidenceGrade.READ_BACK_DIRECT, 60);
            assertThat(devices.a.changes.publish()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aDeleteByOnePersonIsOneEverywhere(TestDatabase kind) throws Exception {
        try (TwoDevices devices = new TwoDevices(home, kind)) {
            backedUpClip(devices.a);
            devices.a.changes.publish();
            devices.b.readFrom(devices.a);
            devices.b.database.writing(tx -> tx.assets().bury(CLIP, "user", TwoDevices.NOW.plusSeconds(5)));
            assertThat(devices.b.changes.publish()).isEqualTo(1);
            devices.a.readFrom(devices.b);
            assertThat(clip(devices.a).isDeleted()).isTrue();
            devices.a.database.writing(tx -> tx.assets().unbury(CLIP));
            devices.a.changes.publish();
            devices.b.readFrom(devices.a);
            assertThat(clip(devices.b).isDeleted()).isFalse();
            assertThat(devices.b.records()).isEqualTo(devices.a.records());
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aCopyThatIsFoundGoneIsGoneForAll(TestDatabase kind) throws Exception {
        try (TwoDevices devices = new TwoDevices(home, kind)) {
            backedUpClip(devices.a);
            devices.a.changes.publish();
            devices.b.readFrom(devices.a);
            devices.a.database.writing(tx -> {
                tx.copies().markFailed(CLIP, "a-nas", "gone", TwoDevices.NOW);
                tx.assets().recount(List.of(CLIP));
            });
            assertThat(devices.a.changes.publish()).isEqualTo(1);
            devices.b.readFrom(devices.a);
            assertThat(clip(devices.b).copyCount()).isEqualTo(1);
        }
    }

    /** Two places turn out to be one disk: what only they hold is less safe, on every device. */
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatAPlaceDiesTogetherWithIsCountedAnewEverywhere(TestDatabase kind) throws Exception {
        try (TwoDevices devices = new TwoDevices(home, kind)) {
            backedUpClip(devices.a);
            devices.b.place("usb");
            devices.a.changes.publish();
            devices.b.readFrom(devices.a);
            assertThat(clip(devices.b).copyCount()).isEqualTo(2);
            FailureDomain one = new FailureDomain("server:usb", false);
            devices.a.database.writing(tx -> tx.providers()
                    .update(tx.providers().byName("nas").orElseThrow().withDomain(one)));
            devices.a.changes.publish();
            devices.b.readFrom(devices.a);
            int fresh = devices.b.database.read(tx -> tx.assets().countCopies(CLIP));
            assertThat(fresh).isEqualTo(1);
            assertThat(clip(devices.b).copyCount()).isEqualTo(fresh);
        }
    }

    /** What points to something waits until that is known. */
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatArrivesBeforeWhatItPointsToIsNotLost(TestDatabase kind) throws Exception {
        try (TwoDevices devices = new TwoDevices(home, kind)) {
            backedUpClip(devices.a);
            devices.a.changes.publish();
            List<SegmentFile> segments = devices.a.segments();
            for (int i = segments.size() - 1; i >= 0; i--) {
                SegmentFile file = segments.get(i);
                devices.b.merge.merge(
                        file.name(), SegmentFile.read(file.name(), file.bytes(), SegmentLimits.NORMAL), tx -> {});
            }
            assertThat(devices.b.merge.again()).isZero();
            assertThat(clip(devices.b).copyCount()).isEqualTo(2);
        }
    }

    /** Its name and its copies are told later; meanwhile a scan there forgot it, as it does what was overwritten. */
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aContentThatWasForgottenComesBackWithWhatPointsToIt(TestDatabase kind) throws Exception {
        try (TwoDevices devices = new TwoDevices(home, kind)) {
            devices.a.database.writing(tx -> tx.assets().addAbsent(List.of(windmill())));
            devices.a.changes.publish();
            devices.b.readFrom(devices.a);
            devices.b.database.writing(tx -> tx.assets().forget(tx.assets().neverKept()));
            backedUpClip(devices.a);
            devices.a.changes.publish();
            devices.b.readFrom(devices.a);
            assertThat(clip(devices.b).copyCount()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void ofTwoWhoNameAFileAnewTheLaterStandsAndTheOtherIsTold(TestDatabase kind) throws Exception {
        try (TwoDevices devices = new TwoDevices(home, kind)) {
            backedUpClip(devices.a);
            devices.a.changes.publish();
            devices.b.readFrom(devices.a);
            devices.a.database.writing(tx -> tx.assets().bury(CLIP, "user", TwoDevices.NOW));
            devices.b.database.writing(tx -> tx.assets().bury(CLIP, "corrupted", TwoDevices.NOW));
            devices.a.changes.publish();
            devices.b.changes.publish();
            List<Lost> here = devices.a.readFrom(devices.b);
            List<Lost> there = devices.b.readFrom(devices.a);
            assertThat(here.size() + there.size()).isPositive();
            assertThat(devices.b.records()).isEqualTo(devices.a.records());
        }
    }

    private static Asset clip(TwoDevices.Device device) {
        return device.database.read(tx -> tx.assets().find(CLIP).orElseThrow());
    }

    private static Asset windmill() {
        return new Asset(
                CLIP,
                10,
                "mp4",
                "video/mp4",
                MediaInfo.UNKNOWN,
                "files",
                "windmill.mp4",
                TwoDevices.NOW,
                null,
                null,
                0);
    }

    private static void backedUpClip(TwoDevices.Device device) {
        device.library("library", "/videos");
        device.place("nas");
        device.place("usb");
        device.database.writing(tx -> {
            tx.assets().addAbsent(List.of(windmill()));
            tx.files()
                    .put(List.of(new LibraryFileRow(
                            "library",
                            "machine-" + device.id,
                            "2019/windmill.mp4",
                            "2019",
                            CLIP,
                            10,
                            1,
                            1,
                            null,
                            LocalState.PRESENT,
                            true,
                            TwoDevices.NOW,
                            null,
                            null,
                            null)));
        });
        prove(device, "usb", EvidenceGrade.READ_BACK_DIRECT, 0);
        prove(device, "nas", EvidenceGrade.READ_BACK_DIRECT, 0);
    }

    private static void prove(TwoDevices.Device device, String place, EvidenceGrade grade, int secondsLater) {
        Evidence evidence = new Evidence(grade, TwoDevices.NOW.plusSeconds(secondsLater), device.id, "v1");
        device.database.writing(tx -> {
            tx.copies()
                    .recordProved(
                            List.of(new ProvedCopy(CLIP, device.id + "-" + place, CLIP.digest() + ".mp4", evidence)));
            tx.assets().recount(List.of(CLIP));
        });
    }
}
