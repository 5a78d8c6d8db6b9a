package breakdex.cli;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.event.SyncEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the events add up to. Not thread-safe; {@link ProgressView} guards it. */
final class ProgressModel {
    private static final int MOST_NAMES = 10_000;

    /** An operation that runs. {@code name} is a file's name, or the beginning of its hash. */
    record Transfer(String operation, String provider, String name, long confirmed, long total) {
        Transfer at(long nowConfirmed, long nowTotal) {
            return new Transfer(operation, provider, name, nowConfirmed, nowTotal);
        }
    }

    private final Map<String, Transfer> transfers = new LinkedHashMap<>();
    private final Map<ContentHash, String> names = new LinkedHashMap<>();
    private final Rate hashRate = new Rate();
    private final Rate transferRate = new Rate();
    private String stage = "";
    private long changed;
    private long hashedFiles;
    private long hashedBytes;
    private long completedBytes;
    private long failed;
    private long waitingBytes;

    void apply(SyncEvent event) {
        if (event instanceof SyncEvent.StageStarted started) {
            stage = started.what();
        } else if (event instanceof SyncEvent.LibraryScanned scanned) {
            changed += scanned.changed();
        } else if (event instanceof SyncEvent.BytesHashed hashed) {
            hashedBytes += hashed.bytes();
        } else if (event instanceof SyncEvent.FileHashed hashed) {
            hashedFiles++;
            name(hashed);
        } else {
            applyToOperation(event);
        }
    }

    private void applyToOperation(SyncEvent event) {
        if (event instanceof SyncEvent.OperationStarted begun) {
            String name = names.getOrDefault(begun.hash(), begun.hash().brief());
            transfers.put(
                    begun.operationId(),
                    new Transfer(begun.operation(), begun.provider(), name, 0, begun.totalBytes()));
        } else if (event instanceof SyncEvent.OperationProgressed moved) {
            transfers.computeIfPresent(
                    moved.operationId(), (id, transfer) -> transfer.at(moved.confirmed(), moved.totalBytes()));
        } else if (event instanceof SyncEvent.OperationCompleted done) {
            Transfer transfer = transfers.remove(done.operationId());
            long bytes = transfer == null ? done.movedBytes() : transfer.total();
            completedBytes += bytes;
            leaves(bytes);
        } else if (event instanceof SyncEvent.OperationFailed gaveUp) {
            Transfer transfer = transfers.remove(gaveUp.operationId());
            leaves(transfer == null ? 0 : transfer.total());
            failed++;
        }
    }

    /** The queue was asked a while ago: what ended since must not be counted twice. */
    private void leaves(long bytes) {
        waitingBytes = Math.max(0, waitingBytes - bytes);
    }

    private void name(SyncEvent.FileHashed hashed) {
        if (names.size() < MOST_NAMES) {
            String path = hashed.path().replace('\\', '/');
            names.putIfAbsent(hashed.hash(), path.substring(path.lastIndexOf('/') + 1));
        }
    }

    /** Takes the time for the rates. */
    void sample(Instant now) {
        hashRate.at(now, hashedBytes);
        transferRate.at(now, doneBytes());
    }

    /** @param bytes that all open operations are about, running ones too */
    void waiting(long bytes) {
        waitingBytes = bytes;
    }

    String stage() {
        return stage;
    }

    long changed() {
        return changed;
    }

    long hashedFiles() {
        return hashedFiles;
    }

    long hashedBytes() {
        return hashedBytes;
    }

    long hashRate() {
        return hashRate.bytesPerSecond();
    }

    long transferRate() {
        return transferRate.bytesPerSecond();
    }

    long failed() {
        return failed;
    }

    /** Of the operations of this run: those that are done, and the confirmed part of those that run. */
    long doneBytes() {
        return completedBytes
                + transfers.values().stream().mapToLong(Transfer::confirmed).sum();
    }

    /** Never less than what is known to run; the queue's own figure where it was asked. */
    long totalBytes() {
        long running = transfers.values().stream().mapToLong(Transfer::total).sum();
        return completedBytes + Math.max(running, waitingBytes);
    }

    List<Transfer> transfers() {
        return List.copyOf(transfers.values());
    }
}
