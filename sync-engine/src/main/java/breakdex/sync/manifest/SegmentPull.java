package breakdex.sync.manifest;

import breakdex.sync.event.Finding;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.store.Database;
import breakdex.sync.store.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * One pull over all providers: takes in, of each other device, what lies beyond what this database has read, in its
 * order and without a gap. Where segments are missing, a snapshot that covers them stands in for them, be it another
 * device's. Used by one thread, once.
 */
final class SegmentPull {
    private final Database database;
    private final SegmentMerge merge;
    private final String deviceId;
    private final List<PlaceListing> places;
    private final SortedMap<String, NavigableSet<SegmentName>> names = new TreeMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final SortedMap<String, ProviderException> failed = new TreeMap<>();
    private int changed;

    SegmentPull(Database database, SegmentMerge merge, String deviceId, List<PlaceListing> places) {
        this.database = database;
        this.merge = merge;
        this.deviceId = deviceId;
        this.places = places;
        places.stream()
                .flatMap(place -> place.names().stream())
                .filter(name -> !name.device().equals(deviceId))
                .forEach(name -> names.computeIfAbsent(name.device(), device -> new TreeSet<>())
                        .add(name));
    }

    MetadataSync.Pulled run() throws InterruptedException {
        SortedMap<String, Long> stuck = new TreeMap<>();
        for (String device : names.keySet()) {
            if (!device(device)) {
                stuck.put(device, position(device));
            }
        }
        for (var each : stuck.entrySet()) {
            String device = each.getKey();
            boolean goesOn = position(device) > each.getValue() || fromOthers(device);
            if (!(goesOn && device(device))) {
                gap(device);
            }
        }
        merge.again();
        return new MetadataSync.Pulled(changed, findings, failed);
    }

    private NavigableSet<SegmentName> of(String device) {
        return names.getOrDefault(device, new TreeSet<>());
    }

    private long position(String device) {
        return database.read(tx -> tx.segments().positions()).getOrDefault(device, 0L);
    }

    private List<SegmentName> at(String device, long sequence) {
        return List.copyOf(
                of(device).subSet(SegmentName.before(device, sequence), SegmentName.before(device, sequence + 1)));
    }

    /** Reads what a device told. False where something of it is to be had from nowhere now. */
    private boolean device(String device) throws InterruptedException {
        long position = position(device);
        if (position == 0 || at(device, position + 1).isEmpty()) {
            Optional<Snapshot> snapshot =
                    Snapshot.newest(of(device)).filter(each -> each.last().sequence() > position);
            if (snapshot.isPresent()) {
                snapshot(snapshot.get());
            }
        }
        return oneByOne(device);
    }

    private boolean oneByOne(String device) throws InterruptedException {
        boolean known = false;
        long newest = of(device).last().sequence();
        for (long sequence = position(device) + 1; sequence <= newest; sequence++) {
            List<SegmentName> ofSequence = at(device, sequence);
            if (ofSequence.isEmpty()) {
                return false;
            }
            SegmentName last = ofSequence.get(ofSequence.size() - 1);
            Consumer<Tx> all = tx -> tx.segments().read(device, last.sequence());
            known = known && ofSequence.stream().allMatch(name -> name.part() > 1);
            for (SegmentName name : known ? List.<SegmentName>of() : ofSequence) {
                Optional<Segment> segment = read(name);
                if (segment.isEmpty()) {
                    return false;
                }
                known = name.part() == 1 && isKnown(name, segment.get().header());
                if (!known) {
                    take(name, segment.get(), name.equals(last) ? all : tx -> {});
                }
            }
            if (known) {
                database.noting(all);
            }
        }
        return true;
    }

    /** Whether a snapshot, of which this is the first part, tells nothing that was not read from those who told it. */
    private boolean isKnown(SegmentName first, SegmentHeader header) {
        Map<String, Long> positions = database.read(tx -> tx.segments().positions());
        return first.sequence() > 1
                && header.seen().entrySet().stream()
                        .allMatch(seen -> seen.getKey().equals(deviceId)
                                || positions.getOrDefault(seen.getKey(), 0L) >= seen.getValue());
    }

    /** Reads a snapshot to its end, from where an earlier run came to. False where a part is to be had from nowhere. */
    private boolean snapshot(Snapshot snapshot) throws InterruptedException {
        String device = snapshot.first().device();
        long done = database.read(tx -> tx.segments().partRead(device)).orElse(0L);
        boolean goesOn =
                done >= snapshot.first().sequence() && done < snapshot.last().sequence();
        for (SegmentName part : snapshot.parts()) {
            if (goesOn && part.sequence() <= done) {
                continue;
            }
            Optional<Segment> segment = read(part);
            if (segment.isEmpty()) {
                return false;
            }
            SegmentHeader header = segment.get().header();
            take(part, segment.get(), tx -> {
                if (part.last()) {
                    covers(tx, device, part.sequence(), header.seen());
                } else {
                    tx.segments().readPart(device, part.sequence());
                }
            });
        }
        return true;
    }

    /**
     * A snapshot was read to its end: what it covers need not be read one by one. No claim reaches beyond what lies
     * there of another device.
     */
    private void covers(Tx tx, String device, long last, SortedMap<String, Long> seen) {
        SortedMap<String, Long> covered = new TreeMap<>(seen);
        covered.put(device, last);
        SortedMap<String, Long> positions = tx.segments().positions();
        covered.forEach((other, sequence) -> {
            long most = of(other).isEmpty()
                    ? 0
                    : Math.min(sequence, of(other).last().sequence());
            if (most > positions.getOrDefault(other, 0L)) {
                tx.segments().read(other, most);
            }
        });
    }

    /** Looks for a snapshot of another device that knows more of this one than was read. Whether there was one. */
    private boolean fromOthers(String device) throws InterruptedException {
        for (var other : names.entrySet()) {
            Optional<Snapshot> snapshot =
                    other.getKey().equals(device) ? Optional.empty() : Snapshot.newest(other.getValue());
            if (snapshot.isPresent()) {
                Optional<Segment> last = read(snapshot.get().last());
                if (last.isPresent()
                        && last.get().header().seen().getOrDefault(device, 0L) > position(device)
                        && snapshot(snapshot.get())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Empty where it can be had from nowhere now. */
    private Optional<Segment> read(SegmentName name) throws InterruptedException {
        List<String> reasons = new ArrayList<>();
        for (PlaceListing place : places) {
            if (!place.names().contains(name) || failed.containsKey(place.id())) {
                continue;
            }
            try {
                Optional<Segment> segment = SegmentReader.read(place.provider(), name, reasons);
                if (segment.isPresent()) {
                    return segment;
                }
            } catch (ProviderException e) {
                failed.put(place.id(), e);
            }
        }
        if (!reasons.isEmpty()) {
            findings.add(MetadataFindings.unreadable(name, reasons));
        }
        return Optional.empty();
    }

    private void take(SegmentName name, Segment segment, Consumer<Tx> known) {
        SegmentMerge.Result result = merge.merge(name, segment, known);
        changed += result.changed();
        segment.setAside().forEach(bad -> findings.add(MetadataFindings.setAside(name, bad)));
        result.lost().forEach(lost -> findings.add(MetadataFindings.lost(name, lost)));
    }

    private void gap(String device) {
        long position = position(device);
        if (at(device, position + 1).isEmpty()) {
            findings.add(
                    MetadataFindings.gap(device, position + 1, of(device).last().sequence()));
        }
    }
}
