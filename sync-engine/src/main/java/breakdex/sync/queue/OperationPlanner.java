package breakdex.sync.queue;

import breakdex.sync.asset.AssetCopy;
import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.CopyStatus;
import breakdex.sync.store.AgedProof;
import breakdex.sync.store.Database;
import breakdex.sync.store.DueCopy;
import breakdex.sync.store.LibraryFileRow;
import breakdex.sync.store.MissingCopy;
import breakdex.sync.store.NewOperation;
import breakdex.sync.store.OperationType;
import breakdex.sync.store.StatusDao;
import breakdex.sync.store.StatusDao.Amount;
import breakdex.sync.store.SyncOperation;
import breakdex.sync.store.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Finds what is missing where, and queues it. Asks the database alone; never looks at a provider. */
public final class OperationPlanner {
    private static final int PAGE = 1_000;
    private static final int VERIFIES_A_CYCLE = 10_000;

    private final Database database;
    private final Supplier<String> ids;
    private final String machineId;

    /**
     * @param ids gives a new id with each call
     * @param machineId whose files are the first choice as a source
     */
    public OperationPlanner(Database database, Supplier<String> ids, String machineId) {
        this.database = database;
        this.ids = ids;
        this.machineId = machineId;
    }

    /** Queues an upload for each live asset that the provider lacks. Returns how many are new. */
    public int planUploads(String providerId) {
        if (!database.read(tx -> tx.assets().anyMissingOn(providerId))) {
            return 0;
        }
        int added = 0;
        ContentHash after = null;
        while (true) {
            ContentHash from = after;
            List<MissingCopy> page = database.read(tx -> tx.assets().missingOn(providerId, machineId, from, PAGE));
            if (page.isEmpty()) {
                return added;
            }
            List<NewOperation> operations = page.stream()
                    .map(missing -> operation(
                            missing.hash(),
                            providerId,
                            OperationType.UPLOAD,
                            Priority.upload(missing.copyCount(), missing.sizeBytes()),
                            missing.sizeBytes(),
                            missing.machineId()))
                    .toList();
            added += enqueue(operations);
            after = page.get(page.size() - 1).hash();
        }
    }

    /**
     * Queues another look at copies whose proof is older than {@code before}, or from the future: the oldest proof
     * first, on whichever provider it is, until so many bytes are to be read. The copy that reaches {@code bytes} is
     * still taken, so that one larger than all that may be read has its turn, too.
     *
     * @return how many are new, and their bytes; at most ten thousand
     */
    public Amount planVerifies(Collection<String> providerIds, Instant before, long bytes) {
        List<AgedProof> due = new ArrayList<>();
        for (String provider : providerIds) {
            due.addAll(database.read(tx -> tx.copies().dueForProof(provider, before, future(tx), VERIFIES_A_CYCLE)));
        }
        due.sort(Comparator.comparing(AgedProof::provedAt));
        List<NewOperation> operations = new ArrayList<>();
        long taken = 0;
        for (AgedProof proof : due) {
            if (taken >= bytes || operations.size() == VERIFIES_A_CYCLE) {
                break;
            }
            taken += proof.sizeBytes();
            operations.add(operation(
                    proof.hash(),
                    proof.providerId(),
                    OperationType.VERIFY,
                    Priority.verify(),
                    proof.sizeBytes(),
                    NewOperation.ANYWHERE));
        }
        return new Amount(enqueue(operations), taken);
    }

    /** Copies whose proof is older than {@code before}, or from the future, queued or not. */
    public Amount due(Collection<String> providerIds, Instant before) {
        return database.read(tx -> providerIds.stream()
                .map(provider -> tx.copies().due(provider, before, future(tx)))
                .reduce(Amount.NONE, Amount::plus));
    }

    private static Instant future(Tx tx) {
        return tx.now().plus(StatusDao.CLOCKS_APART);
    }

    /** Whether an operation is a look that is due because of a proof's age alone, and nobody waits for it. */
    public static boolean isRenewal(SyncOperation operation) {
        return operation.type() == OperationType.VERIFY && operation.priority() == Priority.verify();
    }

    /**
     * Queues a look at each object that a provider listed of an asset without a source. Its copy may be whole all the
     * same, and the listing is all that still knows of it: a power cut may have taken the note of its proof, or the
     * place was connected anew. No upload would find it, since nothing is there to be uploaded.
     *
     * @param listed by provider, whether it may hold an asset
     * @return how many are new
     */
    public int planLooks(Map<String, Predicate<ContentHash>> listed) {
        int added = 0;
        ContentHash after = null;
        while (true) {
            ContentHash from = after;
            List<DueCopy> page = database.read(tx -> tx.assets().withoutSource(from, PAGE));
            if (page.isEmpty()) {
                return added;
            }
            for (Map.Entry<String, Predicate<ContentHash>> provider : listed.entrySet()) {
                added += enqueue(page.stream()
                        .filter(due -> provider.getValue().test(due.hash()))
                        .map(due -> operation(
                                due.hash(),
                                provider.getKey(),
                                OperationType.VERIFY,
                                Priority.upload(0, due.sizeBytes()),
                                due.sizeBytes(),
                                NewOperation.ANYWHERE))
                        .toList());
            }
            after = page.get(page.size() - 1).hash();
        }
    }

    /** Queues the removal of what a provider may still hold of assets whose removal has begun. Returns how many. */
    public int planRemovals(String providerId) {
        return enqueue(database.read(tx -> tx.tombstones().remainingOn(providerId, VERIFIES_A_CYCLE)).stream()
                .map(due -> operation(
                        due.hash(),
                        providerId,
                        OperationType.DELETE_REMOTE,
                        Priority.removal(due.sizeBytes()),
                        due.sizeBytes(),
                        NewOperation.ANYWHERE))
                .toList());
    }

    /** Queues a look at a copy, because a person asked for it. Part of a transaction. */
    public void wishVerify(Tx tx, ContentHash hash, long sizeBytes, String providerId) {
        wish(tx, hash, sizeBytes, providerId, OperationType.VERIFY, NewOperation.ANYWHERE);
    }

    /**
     * Queues a download for each content that a person asked to have back, from the best proved copy whose download
     * has not failed for good.
     *
     * @param reachable providers that answer now
     * @return contents for which there is no such copy
     */
    public Set<ContentHash> planDownloads(Set<String> reachable) {
        List<ContentHash> wanted = database.read(tx -> tx.files().wanted(machineId)).stream()
                .map(LibraryFileRow::hash)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        Set<ContentHash> nowhere = new LinkedHashSet<>();
        for (int from = 0; from < wanted.size(); from += PAGE) {
            List<ContentHash> page = wanted.subList(from, Math.min(from + PAGE, wanted.size()));
            database.writing(tx -> page.stream()
                    .filter(hash -> !planDownload(tx, hash, reachable))
                    .forEach(nowhere::add));
        }
        return nowhere;
    }

    private boolean planDownload(Tx tx, ContentHash hash, Set<String> reachable) {
        Set<String> failed = tx.operations().ofAsset(hash, PAGE).stream()
                .filter(operation -> operation.type() == OperationType.DOWNLOAD && operation.isPermanentlyFailed())
                .map(SyncOperation::providerId)
                .collect(Collectors.toSet());
        Optional<AssetCopy> source = tx.copies().ofAsset(hash).stream()
                .filter(copy -> copy.status() == CopyStatus.VERIFIED && reachable.contains(copy.providerId()))
                .filter(copy -> !failed.contains(copy.providerId()))
                .findFirst();
        source.ifPresent(copy -> {
            long size = tx.assets().find(hash).orElseThrow().sizeBytes();
            wish(tx, hash, size, copy.providerId(), OperationType.DOWNLOAD, machineId);
        });
        return source.isPresent();
    }

    private void wish(Tx tx, ContentHash hash, long bytes, String providerId, OperationType type, String machine) {
        long priority = Priority.wished(bytes);
        tx.operations().enqueue(List.of(operation(hash, providerId, type, priority, bytes, machine)), tx.now());
        tx.operations().urge(hash, providerId, type, priority);
    }

    private int enqueue(List<NewOperation> operations) {
        List<NewOperation> all = new ArrayList<>(operations);
        return all.isEmpty() ? 0 : database.note(tx -> tx.operations().enqueue(all, tx.now()));
    }

    private NewOperation operation(
            ContentHash hash, String providerId, OperationType type, long priority, long bytes, String machine) {
        return new NewOperation(ids.get(), hash, providerId, type, priority, bytes, machine);
    }
}
