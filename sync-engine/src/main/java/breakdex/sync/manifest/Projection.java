package breakdex.sync.manifest;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.scan.RelativePath;
import breakdex.sync.store.ManifestMergeDao;
import breakdex.sync.store.ManifestTable;
import breakdex.sync.store.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes merged records into the tables that the rest of the engine reads. In one transaction; used by one thread.
 *
 * <p>A record that points to something that is not known yet waits until it is. One that no table could hold (a name
 * that leads out of its library, a hash that is none) stays a record, and is passed on like any other.
 */
final class Projection {
    private final Tx tx;
    private final ManifestMergeDao merges;
    private final String machineId;
    private final Supplier<String> ids;
    private final Set<ContentHash> recount = new HashSet<>();
    private final Set<String> libraries;
    private final Set<String> devices = new HashSet<>();
    private final Map<String, Optional<String>> providers = new HashMap<>();
    private Set<ContentHash> purged = Set.of();
    private final List<ManifestRecord> waiting = new ArrayList<>();

    /** @param machineId under which names of other devices stand here */
    Projection(Tx tx, ManifestMergeDao merges, String machineId, Supplier<String> ids) {
        this.tx = tx;
        this.merges = merges;
        this.machineId = machineId;
        this.ids = ids;
        this.libraries = tx.libraries().ids();
    }

    /** Returns those that wait. */
    List<ManifestRecord> write(Collection<ManifestRecord> records) {
        for (ManifestTable table : ManifestTable.values()) {
            List<ManifestRecord> ofTable = records.stream()
                    .filter(record -> record.kind().equals(table.kind()))
                    .toList();
            List<ContentHash> hashes = hashes(table, ofTable);
            boolean assets = table == ManifestTable.ASSET;
            Set<ContentHash> known = assets ? Set.of() : known(hashes);
            purged = assets ? tx.tombstones().begun(hashes) : Set.of();
            for (ManifestRecord record : ofTable) {
                write(table, record, known);
            }
        }
        tx.assets().recount(recount);
        return waiting;
    }

    /** What was forgotten here, since nothing pointed to it, comes back with what does. */
    private Set<ContentHash> known(List<ContentHash> hashes) {
        Set<ContentHash> known = tx.assets().known(hashes);
        List<String> others = hashes.stream()
                .filter(hash -> !known.contains(hash))
                .map(ContentHash::toString)
                .distinct()
                .toList();
        if (others.isEmpty()) {
            return known;
        }
        tx.records()
                .find(ManifestTable.ASSET.kind(), others)
                .values()
                .forEach(row -> write(ManifestTable.ASSET, RecordText.record(row), known));
        return tx.assets().known(hashes);
    }

    private static List<ContentHash> hashes(ManifestTable table, List<ManifestRecord> records) {
        return records.stream()
                .map(record -> hash(table, record))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Which content a record tells of. */
    static Optional<ContentHash> hash(ManifestTable table, ManifestRecord record) {
        return switch (table) {
            case LIBRARY, PROVIDER -> Optional.empty();
            case ASSET, PURGE -> ContentHash.tryParse(record.id());
            case COPY -> ContentHash.tryParse(before('@', record.id()));
            case PATH, CERTIFICATE ->
                Optional.ofNullable(record.body().get("content_hash"))
                        .filter(text -> text.startsWith("\""))
                        .map(JsonText::unquoted)
                        .flatMap(ContentHash::tryParse);
        };
    }

    private void write(ManifestTable table, ManifestRecord record, Set<ContentHash> known) {
        ManifestMergeDao.Values body = new ManifestMergeDao.Values(RecordText.values(table, record));
        Instant changedAt = Instant.ofEpochMilli(record.stamp().clock() >> Stamp.COUNT_BITS);
        device(record.stamp().device());
        @Nullable ContentHash hash = hash(table, record).orElse(null);
        switch (table) {
            case LIBRARY -> {
                merges.library(record.id(), body, tx.now());
                libraries.add(record.id());
            }
            case PROVIDER -> {
                merges.provider(record.id(), ids.get(), record.deleted(), body, tx.now());
                providers.remove(record.id());
            }
            case ASSET -> {
                if (hash != null) {
                    merges.asset(hash, record.deleted() || purged.contains(hash), body, changedAt);
                }
            }
            default -> pointing(table, record, new Pointing(hash, body, changedAt), known);
        }
    }

    private void device(String id) {
        if (devices.add(id)) {
            merges.device(id, tx.now());
        }
    }

    private record Pointing(@Nullable ContentHash hash, ManifestMergeDao.Values body, Instant changedAt) {}

    private void pointing(ManifestTable table, ManifestRecord record, Pointing to, Set<ContentHash> known) {
        ContentHash hash = to.hash();
        if (hash == null) {
            return;
        }
        boolean written = known.contains(hash)
                && switch (table) {
                    case PURGE -> purge(record, hash, to);
                    case PATH -> path(record, hash, to);
                    case COPY -> copy(record, hash, to);
                    case CERTIFICATE -> certificate(record, to);
                    case LIBRARY, PROVIDER, ASSET -> throw new IllegalStateException(table + " points to nothing");
                };
        if (!written) {
            waiting.add(record);
        }
    }

    private boolean purge(ManifestRecord record, ContentHash hash, Pointing to) {
        merges.purge(hash, record.deleted(), to.body(), record.stamp().device(), to.changedAt());
        if (record.deleted()) {
            // What was told of the asset itself stands again.
            tx.records().find(ManifestTable.ASSET.kind(), List.of(hash.toString())).values().stream()
                    .map(RecordText::record)
                    .forEach(asset -> write(ManifestTable.ASSET, asset, Set.of()));
        }
        return true;
    }

    private boolean path(ManifestRecord record, ContentHash hash, Pointing to) {
        String library = before('/', record.id());
        if (!libraries.contains(library)) {
            return false;
        }
        String path = after('/', record.id());
        if (RelativePath.staysBelow(path)) {
            merges.path(library, path, machineId, record.deleted(), to.body(), to.changedAt());
            recount.add(hash);
        }
        return true;
    }

    private boolean copy(ManifestRecord record, ContentHash hash, Pointing to) {
        String key = after('@', record.id());
        Optional<String> provider = providers.computeIfAbsent(key, merges::providerOf);
        provider.ifPresent(id -> {
            device(to.body().proofDevice(record.stamp().device()));
            merges.copy(hash, id, record.deleted(), to.body(), to.changedAt());
            recount.add(hash);
        });
        return provider.isPresent();
    }

    private boolean certificate(ManifestRecord record, Pointing to) {
        String library = to.body().libraryId();
        if (!libraries.contains(library)) {
            return false;
        }
        merges.certificate(record.id(), record.stamp().device(), to.body(), to.changedAt());
        return true;
    }

    private static String before(char end, String id) {
        int at = id.indexOf(end);
        return at < 0 ? id : id.substring(0, at);
    }

    /** Empty where there is no such end. */
    private static String after(char end, String id) {
        return id.substring(Math.min(id.length(), before(end, id).length() + 1));
    }
}
