package breakdex.sync;

import breakdex.sync.asset.Asset;
import breakdex.sync.asset.LocalState;
import breakdex.sync.asset.RemoteName;
import breakdex.sync.event.Finding;
import breakdex.sync.event.SyncEvent;
import breakdex.sync.hash.FileHasher;
import breakdex.sync.hash.HashOutcome;
import breakdex.sync.hash.MediaReader;
import breakdex.sync.scan.LibraryFile;
import breakdex.sync.scan.LibraryScanner;
import breakdex.sync.scan.RelativePath;
import breakdex.sync.scan.ScanSink;
import breakdex.sync.store.LibraryFileRow;
import breakdex.sync.store.LibraryRow;
import breakdex.sync.store.StatusDao.Amount;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Walks the libraries and hashes what changed, on all cores. What was hashed is recorded soon, so that a run that is
 * cut short does not begin again.
 */
final class ScanStage {
    private static final int CHUNK = 20_000;

    /** In bytes; smaller files are read in the order of their names, as they lie on the disk. */
    private static final long LARGE = 16L << 20;

    /** After this the copies have their turn; the next cycle hashes on. */
    private static final Duration HASHING_A_CYCLE = Duration.ofMinutes(15);

    private final Parts parts;
    private final LibraryScanner scanner;
    private final FileHasher hasher;
    private final MediaReader media;
    private final int threads;

    ScanStage(Parts parts, LibraryScanner scanner, FileHasher hasher, MediaReader media, int threads) {
        this.parts = parts;
        this.scanner = scanner;
        this.hasher = hasher;
        this.media = media;
        this.threads = threads;
    }

    /**
     * @param files wanted files that were seen
     * @param hashed those of them that were read
     * @param hashing how long reading them took, on all cores together
     * @param complete false where the time for hashing was up before the end
     */
    record Totals(Amount files, Amount hashed, Duration hashing, boolean complete) {
        static final Totals NONE = new Totals(Amount.NONE, Amount.NONE, Duration.ZERO, true);

        Totals plus(Totals other) {
            return new Totals(
                    files.plus(other.files),
                    hashed.plus(other.hashed),
                    hashing.plus(other.hashing),
                    complete && other.complete);
        }
    }

    Totals run(RunLog log) throws InterruptedException {
        Totals totals = Totals.NONE;
        Instant until = parts.clock().instant().plus(HASHING_A_CYCLE);
        for (LibraryRow library : parts.database().read(tx -> tx.libraries().on(parts.machineId()))) {
            totals = totals.plus(new Walk(library, log, until).run());
        }
        return totals;
    }

    /** One walk over one library. */
    private final class Walk implements ScanSink {
        private final LibraryRow library;
        private final RunLog log;
        private final Instant begun;
        private final Instant until;
        private final List<LibraryFile> waiting = new ArrayList<>();
        private final List<LibraryFileRow> vanished = new ArrayList<>();
        private final List<Path> restoreParts = new ArrayList<>();
        private final HashRecorder recorder = new HashRecorder(parts.database());
        private Amount seen = Amount.NONE;
        private long changed;
        private long vanishedFiles;
        private Duration hashing = Duration.ZERO;
        private boolean complete = true;
        private boolean interrupted;

        Walk(LibraryRow library, RunLog log, Instant until) {
            this.library = library;
            this.log = log;
            this.begun = parts.clock().instant();
            this.until = until;
        }

        Totals run() throws InterruptedException {
            try {
                scanner.scan(library, parts.machineId(), this);
                hashWaiting();
            } finally {
                recorder.flush();
            }
            markVanished();
            Leftovers.removeParts(parts.database(), parts.machineId(), restoreParts, log);
            if (interrupted) {
                throw new InterruptedException();
            }
            settleVanished();
            log.event(new SyncEvent.LibraryScanned(library.name(), seen.assets(), seen.bytes(), changed));
            return new Totals(seen, recorder.recorded(), hashing, complete);
        }

        @Override
        public void unchanged(long files, long bytes) {
            seen = seen.plus(new Amount(files, bytes));
        }

        @Override
        public void changed(LibraryFile file) {
            seen = seen.plus(new Amount(1, file.stamp().sizeBytes()));
            changed++;
            waiting.add(file);
            if (waiting.size() >= CHUNK) {
                hashWaiting();
            }
        }

        @Override
        public void vanished(LibraryFileRow row) {
            vanished.add(row);
            vanishedFiles++;
            if (vanished.size() >= CHUNK) {
                markVanished();
            }
        }

        @Override
        public void part(Path file) {
            restoreParts.add(file);
        }

        @Override
        public void finding(Finding finding) {
            if (finding.kind().equals("library-not-mounted")) {
                log.unreachable();
            }
            log.found(finding);
        }

        private void hashWaiting() {
            if (waiting.isEmpty() || interrupted) {
                waiting.clear();
                return;
            }
            Instant start = parts.clock().instant();
            // What takes long begins first, or all but one core would wait for it in the end.
            waiting.sort(Comparator.comparingLong(file -> -(file.stamp().sizeBytes() / LARGE)));
            Queue<LibraryFile> files = new ConcurrentLinkedQueue<>(waiting);
            waiting.clear();
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                tasks.add(() -> hashAll(files));
            }
            try {
                complete &= parts.crew().all(tasks).stream().allMatch(Boolean::booleanValue);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            hashing = hashing.plus(Duration.between(start, parts.clock().instant()));
        }

        /** One thread's part; false where the time was up. */
        private boolean hashAll(Queue<LibraryFile> files) throws InterruptedException {
            for (LibraryFile file = files.poll(); file != null; file = files.poll()) {
                if (!parts.clock().instant().isBefore(until)) {
                    return false;
                }
                HashOutcome outcome = hasher.hash(file, read -> log.event(new SyncEvent.BytesHashed(read)));
                if (outcome instanceof HashOutcome.Hashed hashed) {
                    recorder.add(new HashRecorder.Hashed(asset(hashed), hashed.row()));
                    log.event(new SyncEvent.FileHashed(
                            file.path(),
                            hashed.content().hash(),
                            hashed.content().sizeBytes()));
                } else if (outcome instanceof HashOutcome.Failed failed) {
                    log.found(failed.finding());
                }
            }
            return true;
        }

        private Asset asset(HashOutcome.Hashed hashed) {
            Path folder = Path.of(Objects.requireNonNull(library.place()));
            LibraryFileRow row = hashed.row();
            String name = row.path().substring(row.path().lastIndexOf('/') + 1);
            String extension = RemoteName.extensionOf(name);
            return new Asset(
                    hashed.content().hash(),
                    hashed.content().sizeBytes(),
                    extension,
                    MimeTypes.of(extension),
                    media.read(RelativePath.resolve(folder, row.path())),
                    "files",
                    name,
                    parts.clock().instant(),
                    null,
                    null,
                    0);
        }

        private void markVanished() {
            if (!vanished.isEmpty()) {
                List<LibraryFileRow> rows = vanished.stream()
                        .map(row -> row.withState(LocalState.MISSING))
                        .toList();
                parts.database().noting(tx -> tx.files().put(rows));
                vanished.clear();
            }
        }

        /** What vanished here and came up there under another name was renamed. */
        private void settleVanished() {
            if (vanishedFiles == 0) {
                return;
            }
            int moved = parts.database().write(tx -> tx.files().dropMoved(library.id(), parts.machineId(), begun));
            long missing = vanishedFiles - moved;
            if (missing > 0) {
                log.found(Finding.note(
                        "files-missing",
                        library.name(),
                        missing + (missing == 1 ? " file" : " files") + " of the library " + library.name()
                                + " went away since the last run. Their copies are kept: breakdex restore brings them"
                                + " back, breakdex delete lets them go."));
            }
        }
    }
}
