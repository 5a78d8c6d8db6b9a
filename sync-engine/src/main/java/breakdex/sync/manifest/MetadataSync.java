package breakdex.sync.manifest;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.event.Finding;
import breakdex.sync.provider.CloudProvider;
import breakdex.sync.provider.Fault;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.store.Database;
import breakdex.sync.store.ManifestRow;
import breakdex.sync.store.ManifestSegmentsDao;
import breakdex.sync.store.ManifestTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Phase one: tells the providers what changed here, and takes in what other devices told them (S5, S6). What it costs
 * grows with what changed, not with the library.
 *
 * <p>The caller goes through its steps in their order: {@link #publish}, {@link #list} of each provider,
 * {@link #pull}, {@link #welcome}, {@link #push} to each provider, {@link #fold} and again {@link #push}, {@link #tidy}
 * of each. A provider that fails a step is left out of the next ones. Steps of
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
                SnapshotWriter.beginAnew(tx);
            });
        }
        return strange;
    }

    /** Reads what any of these providers has and this database does not know. */
    public Pulled pull(Collection<Listed> listed) throws InterruptedException {
        List<PlaceListing> places = listed.stream().map(each -> each.listing).toList();
        return new SegmentPull(database, merge, deviceId, places).run();
    }

    /**
     * Folds what is known into a snapshot, where a provider lacks what other devices told: they may not be there to
     * tell it.
     */
    public void welcome(Collection<Listed> listed) {
        if (isNewTo(listed)) {
            changes.fold();
        }
    }

    /**
     * Folds what is known into a snapshot, where so much was told since the last one that this is worth its bytes.
     * After a push, so that whoever keeps up with this device reads what it told, and not all that it knows.
     *
     * @return whether there is a new one to push
     */
    public boolean fold() {
        boolean due = database.read(SnapshotWriter::isDue);
        if (due) {
            changes.fold();
        }
        return due;
    }

    /** Whether there is a provider on which nothing tells what another device told. */
    private boolean isNewTo(Collection<Listed> listed) {
        Set<String> unknown = new TreeSet<>();
        for (String other : database.read(tx -> tx.segments().positions()).keySet()) {
            if (listed.stream().anyMatch(each -> !each.listing.devices().contains(other))) {
                unknown.add(other);
            }
        }
        return !unknown.isEmpty()
                && !database.read(SnapshotWriter::covered).keySet().containsAll(unknown);
    }

    /**
     * Which deletes of assets a provider's segments tell of, by the device that deleted them. Reads all that it told
     * there.
     *
     * @param hashes of assets that are deleted here, by that device
     * @return those whose delete stands there with the very same stamp
     */
    public Set<ContentHash> tells(Listed listed, String device, Collection<ContentHash> hashes)
            throws ProviderException, InterruptedException {
        Map<String, ManifestRow> known = database.read(tx -> tx.records()
                .find(
                        ManifestTable.ASSET.kind(),
                        hashes.stream().map(ContentHash::toString).toList()));
        Set<ContentHash> told = new HashSet<>();
        for (SegmentName name : listed.listing.of(device)) {
            for (ManifestRecord record : SegmentReader.read(listed.listing.provider(), name, new ArrayList<>())
                    .map(Segment::records)
                    .orElse(List.of())) {
                ManifestRow row = record.kind().equals(ManifestTable.ASSET.kind()) ? known.get(record.id()) : null;
                if (row != null
                        && record.deleted()
                        && RecordText.record(row).stamp().equals(record.stamp())) {
                    told.add(ContentHash.parse(record.id()));
                }
            }
        }
        return told;
    }

    /**
     * Sends what a provider lacks of this device's segments, and reads each back before it counts as there.
     *
     * @return how many were sent
     */
    public int push(Listed listed) throws ProviderException, InterruptedException {
        PlaceListing place = listed.listing;
        forgetLost(place);
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
            place.names().add(nameOf(own));
            sent++;
        }
        return sent;
    }

    /** What was read back from a provider once, and is not listed there any more, is to be sent again. */
    private void forgetLost(PlaceListing place) {
        for (ManifestSegmentsDao.Own own : database.read(tx -> tx.segments().on(place.id()))) {
            if (!place.names().contains(nameOf(own))) {
                database.noting(tx -> tx.segments().lost(place.id(), own.sequence()));
            }
        }
    }

    /**
     * Removes from a provider those segments of this device that a snapshot has covered for a week, which was read back
     * from that very provider. Those of other devices are theirs to remove.
     *
     * @return how many were removed
     */
    public int tidy(Listed listed) throws ProviderException, InterruptedException {
        PlaceListing place = listed.listing;
        if (!database.read(tx -> tx.segments().anyFoldedOn(place.id()))) {
            return 0;
        }
        Optional<Snapshot> snapshot = database.read(SnapshotWriter::newest);
        if (snapshot.isEmpty() || !place.names().containsAll(snapshot.get().parts())) {
            return 0;
        }
        long first = snapshot.get().first().sequence();
        long last = snapshot.get().last().sequence();
        List<ManifestSegmentsDao.Own> superseded = database.read(
                tx -> tx.segments().superseded(place.id(), first, last, tx.now().minus(KEPT)));
        for (ManifestSegmentsDao.Own each : superseded) {
            place.provider().deleteMetadata(each.fileName());
            database.noting(tx -> tx.segments().lost(place.id(), each.sequence()));
        }
        return superseded.size();
    }

    /** So long a segment stays after a snapshot covers it, for those who are reading one by one. */
    private static final Duration KEPT = Duration.ofDays(7);

    private static SegmentName nameOf(ManifestSegmentsDao.Own own) {
        return SegmentName.parse(own.fileName()).orElseThrow();
    }
}
