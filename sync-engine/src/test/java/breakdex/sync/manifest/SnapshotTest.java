package breakdex.sync.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import breakdex.sync.manifest.TwoDevices.Device;
import breakdex.sync.provider.memory.MemoryPlace;
import breakdex.sync.store.ManifestRow;
import breakdex.sync.store.MemoryFolder;
import breakdex.sync.store.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a device told is folded into snapshots, and whoever comes late goes on from one. */
class SnapshotTest {
    private static final int MANY = SnapshotWriter.SEGMENTS;

    @TempDir(factory = MemoryFolder.class)
    Path home;

    private final MemoryPlace nas = new MemoryPlace("nas", "server:nas");
    private final MemoryPlace usb = new MemoryPlace("usb", "server:usb");

    private Device device(TestDatabase kind, String id) throws Exception {
        Device device = new Device(home, kind, id);
        device.place("nas");
        device.place("usb");
        return device;
    }

    private static NavigableSet<SegmentName> names(MemoryPlace place, Device device) {
        return place.metadata().keySet().stream()
                .flatMap(path -> SegmentName.parse(path).stream())
                .filter(name -> name.device().equals(device.id))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static long position(Device reader, Device of) {
        return positions(reader).getOrDefault(of.id, 0L);
    }

    private static Map<String, Long> positions(Device reader) {
        return reader.database.read(tx -> tx.segments().positions());
    }

    /** What it knows of libraries; places bear the stamp of who connected to them last. */
    private static List<String> libraries(Device device) {
        return device.records().stream()
                .filter(record -> record.contains("kind=library"))
                .toList();
    }

    /** More records than one part of a snapshot holds, of which no segment tells. */
    private static void muchIsKnown(Device device) {
        List<ManifestRow> rows = IntStream.range(0, 9_000)
                .mapToObj(i -> new ManifestRow("move", String.format("m%05d", i), 1, "z", false, "{\"n\":1}", "{}"))
                .toList();
        device.database.writing(tx -> tx.records().put(rows));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aNewDeviceReadsTheSnapshotAndWhatFollowedIt(TestDatabase kind) throws Exception {
        try (Device a = device(kind, "a");
                Device b = device(kind, "b")) {
            a.tellSomething(MANY);
            muchIsKnown(a);
            a.exchange(nas);
            a.tellSomething(1);
            a.exchange(nas);
            NavigableSet<SegmentName> names = names(nas, a);
            Snapshot snapshot = Snapshot.newest(names).orElseThrow();
            assertThat(snapshot.parts()).hasSize(3);
            names.headSet(snapshot.first()).forEach(old -> nas.forceMetadata(old.path(), null));
            assertThat(b.exchange(nas).findings()).isEmpty();
            a.exchange(nas);
            assertThat(b.records()).isEqualTo(a.records()).hasSizeGreaterThan(9_000);
            assertThat(position(b, a)).isEqualTo(names.last().sequence());
        }
    }

    /** Ages go by the database's clock, so by one that can be set. */
    @Test
    void segmentsGoAWeekAfterASnapshotCoversThemAndOnlyWhereItLies() throws Exception {
        try (Device a = device(TestDatabase.SQLITE, "a")) {
            a.exchange(nas, usb);
            a.tellSomething(MANY);
            a.exchange(nas);
            int all = names(nas, a).size();
            a.clock.advance(Duration.ofDays(6));
            a.exchange(nas);
            assertThat(names(nas, a)).hasSize(all);
            a.clock.advance(Duration.ofDays(2));
            a.exchange(nas, usb);
            assertThat(names(nas, a)).allMatch(SegmentName::isPart);
            assertThat(names(usb, a)).extracting(SegmentName::isPart).containsExactly(false, true);
            a.clock.advance(Duration.ofDays(8));
            a.exchange(nas, usb);
            assertThat(names(usb, a)).hasSize(1).isEqualTo(names(nas, a));
        }
    }

    @Test
    void whoReadSomeOfItGoesOnFromTheSnapshotWhereTheRestIsGone() throws Exception {
        try (Device a = device(TestDatabase.SQLITE, "a");
                Device b = device(TestDatabase.SQLITE, "b")) {
            a.tellSomething(5);
            a.exchange(nas);
            b.exchange(nas);
            a.tellSomething(MANY);
            a.exchange(nas);
            a.clock.advance(Duration.ofDays(8));
            a.exchange(nas);
            assertThat(b.exchange(nas).findings()).isEmpty();
            assertThat(libraries(b)).isEqualTo(libraries(a));
        }
    }

    @Test
    void whoReadAllOfItPassesTheSnapshot() throws Exception {
        try (Device a = device(TestDatabase.SQLITE, "a");
                Device b = device(TestDatabase.SQLITE, "b")) {
            a.tellSomething(MANY - 2);
            a.exchange(nas);
            b.exchange(nas);
            a.tellSomething(1);
            muchIsKnown(a);
            a.exchange(nas);
            Snapshot snapshot = Snapshot.newest(names(nas, a)).orElseThrow();
            nas.forceMetadata(snapshot.parts().get(1).path(), new byte[] {1});
            assertThat(b.exchange(nas).findings()).isEmpty();
            assertThat(position(b, a)).isEqualTo(snapshot.last().sequence());
            assertThat(b.records()).noneMatch(record -> record.contains("kind=move"));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aNewPlaceTellsOfDevicesThatAreNotConnectedToIt(TestDatabase kind) throws Exception {
        try (Device a = device(kind, "a");
                Device b = device(kind, "b");
                Device c = device(kind, "c")) {
            a.tellSomething(3);
            a.exchange(nas);
            b.exchange(nas);
            b.exchange(nas, usb);
            assertThat(names(usb, b)).hasSize(1).allMatch(SegmentName::last);
            b.exchange(nas, usb);
            assertThat(names(usb, b)).as("told once").hasSize(1);
            c.exchange(usb);
            a.exchange(nas);
            assertThat(libraries(c)).isEqualTo(libraries(a));
        }
    }

    @Test
    void whatLiesNowhereAnyMoreIsTakenFromTheSnapshotOfOneWhoReadIt() throws Exception {
        try (Device a = device(TestDatabase.SQLITE, "a");
                Device b = device(TestDatabase.SQLITE, "b");
                Device c = device(TestDatabase.SQLITE, "c")) {
            a.tellSomething(3);
            a.exchange(nas);
            b.tellSomething(MANY);
            b.exchange(nas);
            nas.forceMetadata(names(nas, a).first().path(), null);
            assertThat(c.exchange(nas).findings()).isEmpty();
            assertThat(libraries(c)).isEqualTo(libraries(b));
            assertThat(position(c, a)).isEqualTo(4);
        }
    }

    @Test
    void whatLiesNowhereAndNobodyReadIsAGapAndWhatFollowsWaits() throws Exception {
        try (Device a = device(TestDatabase.SQLITE, "a");
                Device c = device(TestDatabase.SQLITE, "c")) {
            a.tellSomething(3);
            a.exchange(nas);
            nas.forceMetadata(names(nas, a).first().path(), null);
            assertThat(c.exchange(nas).findings())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.kind()).isEqualTo("manifest-gap"));
            assertThat(libraries(c)).isEmpty();
            a.exchange(nas);
            assertThat(c.exchange(nas).findings()).isEmpty();
            assertThat(libraries(c)).isEqualTo(libraries(a));
        }
    }

    /** Whoever can write to a place could claim to have told all that others ever will. */
    @Test
    void noClaimOfASnapshotMakesAnybodyPassWhatIsYetToCome() throws Exception {
        try (Device a = device(TestDatabase.SQLITE, "a");
                Device b = device(TestDatabase.SQLITE, "b")) {
            a.tellSomething(1);
            a.exchange(nas);
            SegmentHeader claim =
                    new SegmentHeader("evil", 1, 0, "", new TreeMap<>(Map.of("a", 1_000_000L, "later", 7L)), 1, true);
            SegmentFile file = SegmentFile.of(claim, List.of());
            nas.forceMetadata(file.name().path(), file.bytes());
            b.exchange(nas);
            a.tellSomething(1);
            a.exchange(nas);
            b.exchange(nas);
            assertThat(position(b, a)).isEqualTo(3);
            assertThat(libraries(b)).isEqualTo(libraries(a));
            assertThat(positions(b)).doesNotContainKey("later");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void oneThatWasCutShortIsWrittenFromWhereItCameTo(TestDatabase kind) throws Exception {
        try (Device a = device(kind, "a")) {
            a.tellSomething(2);
            muchIsKnown(a);
            SnapshotWriter writer = new SnapshotWriter(a.database, new SegmentWriter(a.id));
            a.database.writing(SnapshotWriter::begin);
            int first = a.database.write(writer::step);
            assertThat(Snapshot.newest(names(a))).isEmpty();
            a.tellSomething(1);
            Snapshot snapshot = Snapshot.newest(names(a)).orElseThrow();
            assertThat(first).isEqualTo(SegmentWriter.AT_ONCE);
            assertThat(snapshot.parts())
                    .extracting(SegmentName::sequence, SegmentName::part)
                    .containsExactly(tuple(4L, 1), tuple(5L, 2), tuple(6L, 3));
            assertThat(names(a).last().isPart()).isFalse();
        }
    }

    private static NavigableSet<SegmentName> names(Device device) {
        return device.database.read(tx -> tx.segments().all()).stream()
                .map(own -> SegmentName.parse(own.fileName()).orElseThrow())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void oneThatWasReadInPartIsReadFromWhereItCameTo() throws Exception {
        try (Device a = device(TestDatabase.SQLITE, "a");
                Device b = device(TestDatabase.SQLITE, "b")) {
            muchIsKnown(a);
            a.tellSomething(MANY);
            a.exchange(nas);
            Snapshot snapshot = Snapshot.newest(names(nas, a)).orElseThrow();
            String second = snapshot.parts().get(1).path();
            byte[] bytes = Optional.ofNullable(nas.metadata().get(second)).orElseThrow();
            nas.forceMetadata(second, new byte[] {1});
            names(nas, a).headSet(snapshot.first()).forEach(old -> nas.forceMetadata(old.path(), null));
            assertThat(b.exchange(nas).findings())
                    .extracting(finding -> finding.kind())
                    .contains("manifest-unreadable");
            Optional<Long> read = b.database.read(tx -> tx.segments().partRead("a"));
            assertThat(read).contains(snapshot.first().sequence());
            nas.forceMetadata(second, bytes);
            nas.forceMetadata(snapshot.first().path(), new byte[] {1});
            assertThat(b.exchange(nas).findings()).isEmpty();
            assertThat(libraries(b)).isEqualTo(libraries(a));
        }
    }

    /** Only a database that was copied tells two; neither may be passed over because the other was read. */
    @Test
    void ofTwoSegmentsWithOneNumberNoneCountsAsReadBeforeBothAre() throws Exception {
        try (Device b = device(TestDatabase.SQLITE, "b")) {
            NavigableSet<SegmentName> both = new TreeSet<>();
            Map<SegmentName, SegmentFile> files = new HashMap<>();
            for (String id : List.of("one", "other")) {
                ManifestRecord record =
                        new ManifestRecord("move", id, new Stamp(1, "x"), false, new TreeMap<>(), new TreeMap<>());
                SegmentHeader header = new SegmentHeader("x", 1, 1, "", new TreeMap<>(), 0, false);
                SegmentFile file = SegmentFile.of(header, List.of(record));
                files.put(file.name(), file);
                both.add(file.name());
                nas.forceMetadata(file.name().path(), file.bytes());
            }
            nas.forceMetadata(both.last().path(), new byte[] {1});
            b.exchange(nas);
            assertThat(positions(b)).doesNotContainKey("x");
            nas.forceMetadata(
                    both.last().path(),
                    Objects.requireNonNull(files.get(both.last())).bytes());
            b.exchange(nas);
            assertThat(positions(b)).containsEntry("x", 1L);
            assertThat(b.records())
                    .filteredOn(record -> record.contains("kind=move"))
                    .hasSize(2);
        }
    }

    @Test
    void aDamagedSegmentIsSetAsideAndSentAgain() throws Exception {
        try (Device a = device(TestDatabase.SQLITE, "a");
                Device b = device(TestDatabase.SQLITE, "b")) {
            a.tellSomething(2);
            a.exchange(nas);
            String first = names(nas, a).first().path();
            nas.forceMetadata(first, new byte[] {1});
            assertThat(b.exchange(nas).findings())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.sentence()).contains("set aside"));
            assertThat(nas.metadata()).doesNotContainKey(first);
            a.exchange(nas);
            assertThat(b.exchange(nas).findings()).isEmpty();
            assertThat(libraries(b)).isEqualTo(libraries(a));
        }
    }
}
