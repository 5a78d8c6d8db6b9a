package breakdex.sync.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import breakdex.sync.TestClock;
import breakdex.sync.asset.FailureDomain;
import breakdex.sync.provider.memory.InMemoryProvider;
import breakdex.sync.provider.memory.MemoryPlace;
import breakdex.sync.store.Database;
import breakdex.sync.store.LibraryRow;
import breakdex.sync.store.ManifestSegmentsDao;
import breakdex.sync.store.ProviderRow;
import breakdex.sync.store.StepListener;
import breakdex.sync.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Databases of different devices, which hand their segments to one another. */
public final class TwoDevices implements AutoCloseable {
    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    public final Device a;
    public final Device b;

    public TwoDevices(Path home, TestDatabase kind) throws IOException {
        a = new Device(home, kind, "a");
        b = new Device(home, kind, "b");
    }

    /** One of them. */
    public static final class Device implements AutoCloseable {
        public final String id;
        public final Database database;
        public final LocalChanges changes;
        final SegmentMerge merge;
        final TestClock clock = new TestClock(NOW);
        private final AtomicInteger ids = new AtomicInteger();

        public Device(Path home, TestDatabase kind, String id) throws IOException {
            this.id = id;
            Path own = Files.createDirectory(home.resolve(id));
            database = Database.open(kind.address(own), clock, StepListener.NONE);
            database.writing(tx -> {
                tx.devices().becomeSelf(id, id, NOW);
                tx.workers().machine("machine-" + id, id, NOW);
            });
            changes = new LocalChanges(database, id);
            merge = new SegmentMerge(database, id, "machine-" + id, this::nextId);
        }

        /** Phase one on these places, which the device is connected to. */
        public MetadataSync.Pulled exchange(MemoryPlace... places) throws Exception {
            MetadataSync metadata = new MetadataSync(database, id, "machine-" + id, this::nextId);
            List<MetadataSync.Listed> listed = new ArrayList<>();
            for (MemoryPlace place : places) {
                String name = id + "-" + place.id();
                listed.add(metadata.list(name, new InMemoryProvider(name, id, place, 1024)));
            }
            assertThat(metadata.becameAnother(listed, this::nextId)).isFalse();
            metadata.publish();
            MetadataSync.Pulled pulled = metadata.pull(listed);
            metadata.welcome(listed);
            push(metadata, listed);
            if (metadata.fold()) {
                push(metadata, listed);
            }
            for (MetadataSync.Listed each : listed) {
                metadata.tidy(each);
            }
            return pulled;
        }

        private static void push(MetadataSync metadata, List<MetadataSync.Listed> listed) throws Exception {
            for (MetadataSync.Listed each : listed) {
                metadata.push(each);
            }
        }

        private String nextId() {
            return "id-" + id + ids.incrementAndGet();
        }

        /** Changes something, and tells of it in a segment of its own. */
        public void tellSomething(int times) {
            for (int i = 0; i < times; i++) {
                library("library-" + id + ids.incrementAndGet(), "/videos/" + ids.get());
                changes.publish();
            }
        }

        void library(String library, String place) {
            FailureDomain disk = new FailureDomain("disk:" + id, false);
            database.writing(tx -> tx.libraries()
                    .put(new LibraryRow(library, "Videos", place, null, null, true, "{}", disk, NOW, "machine-" + id)));
        }

        public void place(String name) {
            FailureDomain disk = new FailureDomain("server:" + name, false);
            database.writing(tx -> tx.providers()
                    .add(new ProviderRow(
                            id + "-" + name,
                            "folder",
                            name,
                            true,
                            "{}",
                            "key:" + name,
                            disk,
                            false,
                            null,
                            null,
                            NOW,
                            null,
                            true)));
        }

        /** All segments that it has published so far. */
        public List<SegmentFile> segments() {
            return database.read(tx -> tx.segments().all().stream()
                    .map(own -> file(own, tx.segments().content(own.sequence())))
                    .toList());
        }

        private static SegmentFile file(ManifestSegmentsDao.Own own, byte[] bytes) {
            return SegmentFile.known(SegmentName.parse(own.fileName()).orElseThrow(), bytes);
        }

        /** Takes in all that another has published and this one has not read. */
        public List<Lost> readFrom(Device other) throws BadSegmentException {
            List<Lost> lost = new ArrayList<>();
            long position = database.read(tx -> tx.segments().positions()).getOrDefault(other.id, 0L);
            for (SegmentFile file : other.segments()) {
                if (file.name().sequence() > position) {
                    Segment segment = SegmentFile.read(file.name(), file.bytes(), SegmentLimits.NORMAL);
                    long sequence = file.name().sequence();
                    lost.addAll(merge.merge(
                                    file.name(), segment, tx -> tx.segments().read(other.id, sequence))
                            .lost());
                }
            }
            merge.again();
            return lost;
        }

        /** Every record, as text. */
        public List<String> records() {
            List<String> all = new ArrayList<>();
            database.read(tx -> {
                tx.records().each(row -> all.add(row.toString()));
                return all;
            });
            return all;
        }

        @Override
        public void close() {
            database.close();
        }
    }

    @Override
    public void close() {
        a.close();
        b.close();
    }
}
