package breakdex.sync;

import breakdex.sync.LibraryPaths.Found;
import breakdex.sync.asset.LocalState;
import breakdex.sync.event.Finding;
import breakdex.sync.event.SyncEvent;
import breakdex.sync.safety.DamagedFile;
import breakdex.sync.scan.LibraryMount;
import breakdex.sync.scan.RelativePath;
import breakdex.sync.store.Database;
import breakdex.sync.store.LibraryFileRow;
import breakdex.sync.store.LibraryRow;
import breakdex.sync.store.ReadFigures;
import breakdex.sync.store.StatusDao.Amount;
import breakdex.sync.store.UnreadFiles;
import breakdex.sync.verify.LocalProof;
import breakdex.sync.verify.LocalVerifier;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads local files again, those first that were read longest ago: a tenth of them each week by itself, and as many as
 * a person asks for. What is damaged is mended by {@link LocalDamage}; what was merely written is left to the scan.
 */
final class LocalChecking {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final int PARTS_OF_ALL = 10;
    private static final int PAGE = 2_000;

    private final Parts parts;
    private final Database database;
    private final LocalVerifier verifier;
    private final LocalDamage damage;
    private final int threads;

    /** @param threads that read at once */
    LocalChecking(Parts parts, LocalVerifier verifier, LocalDamage damage, int threads) {
        this.parts = parts;
        this.database = parts.database();
        this.verifier = verifier;
        this.damage = damage;
        this.threads = threads;
    }

    /**
     * A cycle's share: reads what is wanting to a tenth of the files within the last seven days, whoever read these.
     * So after a first backup nothing is read for a week, and then each file once in ten.
     */
    void weekly(RunContext run, Allowance allowance) throws InterruptedException {
        Instant now = parts.clock().instant();
        Instant weekAgo = now.minus(WEEK);
        ReadFigures figures = database.read(tx -> tx.files().readFigures(parts.machineId(), weekAgo));
        long share = (figures.files() + PARTS_OF_ALL - 1) / PARTS_OF_ALL - figures.lately();
        if (share > 0) {
            run.log().event(new SyncEvent.StageStarted("Reading local files again"));
            Check check = new Check(run, allowance);
            check.upTo(share, UnreadFiles.of(parts.machineId(), weekAgo));
            check.end();
        }
    }

    /** Reads every file of these paths, or all of them. */
    void onRequest(List<Found> founds, RunContext run, Allowance allowance) throws InterruptedException {
        Instant now = parts.clock().instant();
        Check check = new Check(run, allowance);
        List<UnreadFiles> all = founds.isEmpty()
                ? List.of(UnreadFiles.of(parts.machineId(), now))
                : founds.stream()
                        .map(found -> new UnreadFiles(
                                parts.machineId(), found.library().id(), found.path(), now))
                        .toList();
        for (UnreadFiles which : all) {
            check.upTo(Long.MAX_VALUE, which);
            check.changed.addAndGet(database.read(tx -> tx.files().unsettled(which)));
        }
        check.end();
    }

    /** One pass over files. */
    private final class Check {
        private final RunContext run;
        private final Allowance allowance;
        private final Map<String, LibraryRow> libraries = new TreeMap<>();
        private final Map<String, LibraryMount> mounts = new TreeMap<>();
        private final AtomicLong changed = new AtomicLong();
        private final AtomicLong missing = new AtomicLong();
        private Amount left = Amount.NONE;

        Check(RunContext run, Allowance allowance) {
            this.run = run;
            this.allowance = allowance;
            database.read(tx -> tx.libraries().on(parts.machineId()))
                    .forEach(library -> libraries.put(library.id(), library));
        }

        /** @param share how many files are to be found as they should be */
        void upTo(long share, UnreadFiles which) throws InterruptedException {
            long wanting = share;
            @Nullable LibraryFileRow after = null;
            while (wanting > 0 && !allowance.isSpent()) {
                LibraryFileRow from = after;
                int limit = (int) Math.min(PAGE, wanting);
                List<LibraryFileRow> page = database.read(tx -> tx.files().longestUnread(which, from, limit));
                if (page.isEmpty()) {
                    return;
                }
                wanting -= look(page);
                after = page.get(page.size() - 1);
            }
            long limit = Math.max(0, wanting);
            left = left.plus(database.read(tx -> tx.files().unread(which, limit)));
        }

        /** Returns how many hold what they should. */
        private long look(List<LibraryFileRow> page) throws InterruptedException {
            Queue<LibraryFileRow> rows = new ConcurrentLinkedQueue<>(page);
            List<LibraryFileRow> read = Collections.synchronizedList(new ArrayList<>());
            List<DamagedFile> damaged = Collections.synchronizedList(new ArrayList<>());
            page.forEach(row -> mounts.computeIfAbsent(row.libraryId(), this::mount));
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                tasks.add(() -> {
                    for (LibraryFileRow row = rows.poll(); row != null; row = rows.poll()) {
                        look(row, read, damaged);
                    }
                    return true;
                });
            }
            Instant begun = parts.clock().instant();
            try {
                parts.crew().all(tasks);
            } finally {
                database.noting(tx -> tx.files().noteRead(read, begun));
            }
            damage.mend(damaged, run);
            return read.size();
        }

        /** Of a library that is not there nothing is looked at, nor missing; null for one that is not ours any more. */
        private @Nullable LibraryMount mount(String libraryId) {
            LibraryRow library = libraries.get(libraryId);
            return library == null ? null : LibraryMount.check(library);
        }

        private void look(LibraryFileRow row, List<LibraryFileRow> read, List<DamagedFile> damaged)
                throws InterruptedException {
            if (!(mounts.get(row.libraryId()) instanceof LibraryMount.Mounted mounted)
                    || !allowance.admits(row.sizeBytes())) {
                return;
            }
            Path file = RelativePath.resolve(mounted.folder(), row.path());
            LocalProof proof = verifier.look(row, file, this::bytesRead);
            if (proof instanceof LocalProof.Intact) {
                good(row, read);
            } else if (proof instanceof LocalProof.Doubtful doubtful) {
                run.log().found(doubtful(row, doubtful));
                good(row, read);
            } else if (proof instanceof LocalProof.Damaged found) {
                damaged.add(new DamagedFile(row, file, found));
            } else if (proof instanceof LocalProof.Changed) {
                changed.incrementAndGet();
            } else if (proof instanceof LocalProof.Missing) {
                missing(row);
            } else if (proof instanceof LocalProof.Unreadable unreadable) {
                run.log().found(unreadable(row, unreadable));
            }
        }

        private void bytesRead(long bytes) {
            run.log().bytesRead.addAndGet(bytes);
            run.log().event(new SyncEvent.BytesHashed(bytes));
        }

        private void good(LibraryFileRow row, List<LibraryFileRow> read) {
            read.add(row);
            run.log().filesChecked.incrementAndGet();
            run.log().fileBytesChecked.addAndGet(row.sizeBytes());
        }

        /** The library may have gone with it. */
        private void missing(LibraryFileRow row) {
            if (mount(row.libraryId()) instanceof LibraryMount.Mounted) {
                missing.incrementAndGet();
                database.noting(tx -> tx.files()
                        .find(row.libraryId(), row.machineId(), row.path())
                        .filter(row::equals)
                        .ifPresent(same -> tx.files().put(List.of(same.withState(LocalState.MISSING)))));
            }
        }

        void end() throws InterruptedException {
            mounts.values().forEach(mount -> {
                if (mount instanceof LibraryMount.NotMounted away) {
                    run.log().unreachable();
                    run.log().found(away.finding());
                }
            });
            if (changed.get() > 0) {
                run.log()
                        .found(Finding.note(
                                "files-changed",
                                "",
                                files(changed.get()) + " written when last looked at or since, so nothing is known of"
                                        + " damage; the next breakdex sync reads what was written."));
            }
            if (missing.get() > 0) {
                run.log()
                        .found(Finding.note(
                                "files-missing",
                                "",
                                files(missing.get()) + " not here any more. Their copies are kept: breakdex restore"
                                        + " brings them back, breakdex delete lets them go."));
            }
            damage.fetch(run);
            run.log().filesLeft(left);
        }
    }

    private static String files(long count) {
        return count == 1 ? "1 file was" : count + " files were";
    }

    private static Finding doubtful(LibraryFileRow row, LocalProof.Doubtful doubtful) {
        return Finding.warning(
                "file-read-badly",
                row.path(),
                row.path() + " gave " + doubtful.what() + " in one read, and what it should in the next.",
                "The file is whole; check the memory, the cable and the disk of this machine.");
    }

    private static Finding unreadable(LibraryFileRow row, LocalProof.Unreadable unreadable) {
        return Finding.error(
                "file-unreadable",
                row.path(),
                row.path() + " cannot be read: " + unreadable.why() + ".",
                "Give this user the right to read it, or check the disk; breakdex restore with --to brings it back"
                        + " elsewhere.");
    }
}
