package breakdex.sync.manifest;

import breakdex.sync.event.Finding;
import breakdex.sync.provider.CloudProvider;
import breakdex.sync.provider.Fault;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.store.Database;
import breakdex.sync.store.ManifestSegmentsDao;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Phase one: tells the providers what changed here, and takes in what other devices told them (S5, S6). What it costs
 * grows with what changed, not with the library.
 *
 * <p>The caller goes through its steps in their order: {@link #publish}, {@link #list} of each provider,
 * {@link #pull}, {@link #push} to each provider. A provider that fails a step is left out of the next ones. Steps of
 * different providers may run side by side.
 */
public final class MetadataSync {
    private final Database database;
    private final String deviceId;
    private final LocalChanges changes;
    private final SegmentMerge merge;

    /**
     * @param deviceId of the database
     * @param machineId whose names stand for those that other devices tell of
     */
    public MetadataSync(Database database, String deviceId, String machineId, Supplier<String> ids) {
        this.database = database;
        this.deviceId = deviceId;
        this.changes = new LocalChanges(database, deviceId);
        this.merge = new SegmentMerge(database, deviceId, machineId, ids);
    }

    /** What one provider's listing showed; handed from step to step. */
    public static final class Listed {
        private final PlaceListing listing;

        private Listed(PlaceListing listing) {
            this.listing = listing;
        }

        public String providerId() {
            return listing.id();
        }
    }

    /**
     * What came in.
     *
     * @param changed records that say something else now
     * @param findings what could not be taken in, and what of this device lost against others
     * @param failed providers that failed in between, by id
     */
    public record Pulled(int changed, List<Finding> findings, SortedMap<String, ProviderException> failed) {}

    /** Puts what changed here into segments, which are on this machine's disk when it returns. Returns how much. */
    public long publish() {
        return changes.publish();
    }

    public Listed list(String id, CloudProvider provider) throws ProviderException, InterruptedException {
        return new Listed(PlaceListing.of(id, provider));
    }

    /**
     * Whether a place holds what this device told and this database does not know of: it was restored from an old
     * backup, or copied. It takes an id of its own then, as which all that it knows is told again, and what was told
     * under the old one is read like any other device's. Nothing else may be done as the old device; the next run is
     * the new one.
     */
    public boolean becameAnother(Collection<Listed> listed, Supplier<String> ids) {
        Set<SegmentName> own = database.read(tx -> tx.segments().all()).stream()
                .map(MetadataSync::nameOf)
                .collect(Collectors.toSet());
        boolean strange = listed.stream()
                .flatMap(each -> each.listing.names().stream())
                .anyMatch(name -> name.device().equals(deviceId) && !own.contains(name));
        if (strange) {
            database.writing(tx -> {
                tx.devices().becomeAnother(ids.get(), tx.now());
                tx.segments().forgetAll();
                tx.log().forgetSegments();
                LocalChanges.tellAllAgain(tx);
            });
        }
        return strange;
    }

    /** Reads what any of these providers has and this database does not know. */
    public Pulled pull(Collection<Listed> listed) throws InterruptedException {
        List<PlaceListing> places = listed.stream().map(each -> each.listing).toList();
        Pull pull = new Pull(places);
        NavigableSet<String> devices = places.stream()
                .flatMap(place -> place.names().stream())
                .map(SegmentName::device)
                .filter(device -> !device.equals(deviceId))
                .collect(Collectors.toCollection(TreeSet::new));
        for (String device : devices) {
            pull.device(device);
        }
        merge.again();
        return new Pulled(pull.changed, pull.findings, pull.failed);
    }

    /** One pull over all providers. */
    private final class Pull {
        private final List<PlaceListing> places;
        private final List<Finding> findings = new ArrayList<>();
        private final TreeMap<String, ProviderException> failed = new TreeMap<>();
        private int changed;

        Pull(List<PlaceListing> places) {
            this.places = places;
        }

        void device(String device) throws InterruptedException {
            long position = database.read(tx -> tx.segments().positions()).getOrDefault(device, 0L);
            NavigableSet<SegmentName> names = places.stream()
                    .flatMap(place -> place.names().stream())
                    .filter(name -> name.device().equals(device))
                    .collect(Collectors.toCollection(TreeSet::new));
            for (long next = position + 1; next <= names.last().sequence(); next++) {
                long sequence = next;
                List<SegmentName> ofSequence = names.stream()
                        .filter(name -> name.sequence() == sequence)
                        .toList();
                if (ofSequence.isEmpty()) {
                    findings.add(gap(device, sequence, names.last().sequence()));
                    return;
                }
                for (SegmentName name : ofSequence) {
                    if (!take(name)) {
                        return;
                    }
                }
            }
        }

        /** False where it can be had from nowhere now. */
        private boolean take(SegmentName name) throws InterruptedException {
            List<String> reasons = new ArrayList<>();
            for (PlaceListing place : places) {
                if (!place.names().contains(name) || failed.containsKey(place.id())) {
                    continue;
                }
                try {
                    Optional<byte[]> bytes =
                            place.provider().readMetadata(name.path(), SegmentLimits.NORMAL.fileBytes());
                    if (bytes.isPresent()) {
                        take(name, SegmentFile.read(name, bytes.get(), SegmentLimits.NORMAL));
                        return true;
                    }
                    reasons.add(place.provider().name() + ": it is not there any more");
                } catch (BadSegmentException e) {
                    reasons.add(place.provider().name() + ": " + e.reason());
                } catch (ProviderException e) {
                    switch (e.fault()) {
                        case UNREADABLE, DAMAGED -> reasons.add(place.provider().name() + ": " + e.answer());
                        case UNREACHABLE, THROTTLED, AWAY, AUTH, QUOTA, REFUSED, ABSENT, CANCELLED, UNEXPECTED ->
                            failed.put(place.id(), e);
                    }
                }
            }
            if (!reasons.isEmpty()) {
                findings.add(unreadable(name, reasons));
            }
            return false;
        }

        private void take(SegmentName name, Segment segment) {
            SegmentMerge.Result result = merge.merge(name, segment);
            changed += result.changed();
            segment.setAside().forEach(bad -> findings.add(setAside(name, bad)));
            result.lost().forEach(lost -> findings.add(lost(name, lost)));
        }
    }

    /**
     * Sends what a provider lacks of this device's segments, and reads each back before it counts as there.
     *
     * @return how many were sent
     */
    public int push(Listed listed) throws ProviderException, InterruptedException {
        PlaceListing place = listed.listing;
        Set<ManifestSegmentsDao.Own> lacking =
                Set.copyOf(database.read(tx -> tx.segments().notOn(place.id())));
        for (ManifestSegmentsDao.Own own : database.read(tx -> tx.segments().all())) {
            if (!lacking.contains(own) && !place.names().contains(nameOf(own))) {
                database.noting(tx -> tx.segments().lost(place.id(), own.sequence()));
            }
        }
        int sent = 0;
        for (ManifestSegmentsDao.Own own : database.read(tx -> tx.segments().notOn(place.id()))) {
            byte[] bytes = database.read(tx -> tx.segments().content(own.sequence()));
            place.provider().writeMetadata(own.fileName(), bytes);
            Optional<byte[]> back = place.provider().readMetadata(own.fileName(), bytes.length);
            if (back.filter(there -> Arrays.equals(there, bytes)).isEmpty()) {
                throw new ProviderException(
                        place.provider().name(),
                        "read back " + own.fileName(),
                        "it does not hold what was sent",
                        Fault.UNEXPECTED,
                        null);
            }
            database.writing(tx -> {
                tx.segments().confirm(place.id(), own.sequence(), tx.now());
                tx.log().passedOn(own.sequence());
            });
            sent++;
        }
        return sent;
    }

    private static SegmentName nameOf(ManifestSegmentsDao.Own own) {
        return SegmentName.parse(own.fileName()).orElseThrow();
    }

    private static Finding gap(String device, long sequence, long newest) {
        return Finding.warning(
                "manifest-gap",
                device,
                "Of what the device " + device + " told, number " + sequence + " lies on no place that answered, and"
                        + " what came after it (up to " + newest + ") waits.",
                "Connect the other places, or run breakdex sync on that device: it sends again what is missing.");
    }

    private static Finding unreadable(SegmentName name, List<String> reasons) {
        return Finding.warning(
                "manifest-unreadable",
                name.path(),
                "A piece of the manifest cannot be taken in (" + String.join("; ", reasons) + "), and what came after"
                        + " it on the device " + name.device() + " waits.",
                "Connect the other places, or run breakdex sync on that device.");
    }

    private static Finding setAside(SegmentName name, Segment.BadLine bad) {
        return Finding.warning(
                "manifest-record",
                name.path() + ":" + bad.number(),
                "A record of the manifest was set aside: " + bad.reason() + " (" + bad.name() + ").",
                "It is kept in the database; a newer version of Breakdex Sync may know what it is.");
    }

    private static Finding lost(SegmentName name, Lost lost) {
        return Finding.note(
                "manifest-conflict",
                lost.id(),
                "The " + lost.kind() + " " + lost.id() + " was changed here and on the device " + name.device()
                        + " without each other's knowledge; theirs is the later one: " + lost.field() + " is "
                        + lost.kept() + ", and was " + lost.lost() + " here.");
    }
}
