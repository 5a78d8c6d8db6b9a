package breakdex.sync.scan;

import breakdex.sync.event.Finding;
import breakdex.sync.store.Database;
import breakdex.sync.store.KnownFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One walk through one library. Each folder's names and rows are both sorted, and pass by each other once. */
final class ScanRun {
    private static final String PLACE_NAME = "Breakdex";
    private static final String PLACE_FILE = ".sync/place.json";

    private record Folder(Path folder, String path) {}

    private record Name(Path file, String name, String path) {}

    private final Database database;
    private final FolderReader reader;
    private final ScanTarget target;
    private final Report report;
    private final Deque<Folder> toCome = new ArrayDeque<>();
    /** Folders that the database knows and the walk has not come to. */
    private final Set<String> unvisited;
    /** Folders that the walk did not look into: of what is in them it says nothing. */
    private final Set<String> passedBy = new HashSet<>();

    ScanRun(Database database, FolderReader reader, ScanTarget target, Report report) {
        this.database = database;
        this.reader = reader;
        this.target = target;
        this.report = report;
        List<String> known = database.read(tx -> tx.files().folders(target.libraryId(), target.machineId()));
        this.unvisited = new TreeSet<>(known);
    }

    ScanSummary run() throws InterruptedException {
        toCome.push(new Folder(target.root(), ""));
        while (!toCome.isEmpty() && report.isMounted()) {
            checkInterrupt();
            visit(toCome.pop());
        }
        for (String folder : List.copyOf(unvisited)) {
            checkInterrupt();
            if (report.isMounted() && !isPassedBy(folder)) {
                KnownRows rows = new KnownRows(database, target, folder);
                while (rows.peek() != null) {
                    report.gone(rows.take());
                }
                report.flush();
            }
        }
        return report.summary();
    }

    private void visit(Folder folder) throws InterruptedException {
        List<Name> names;
        try {
            names = names(folder);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return; // It went away since its parent was listed; being unvisited, its rows are looked at in the end.
        } catch (IOException e) {
            passedBy.add(folder.path());
            report.finding(unreadable("folder-unreadable", folder.path().isEmpty() ? "." : folder.path(), e));
            return;
        }
        unvisited.remove(folder.path());
        List<Folder> inner = new ArrayList<>();
        compare(names, new KnownRows(database, target, folder.path()), inner);
        report.flush();
        for (int i = inner.size() - 1; i >= 0; i--) {
            toCome.push(inner.get(i));
        }
    }

    private List<Name> names(Folder folder) throws IOException {
        List<Name> names = new ArrayList<>();
        for (Path file : reader.list(folder.folder())) {
            String name = RelativePath.name(file);
            names.add(new Name(file, name, RelativePath.join(folder.path(), name)));
        }
        names.sort(Comparator.comparing(Name::name, RelativePath.ORDER));
        return names;
    }

    private void compare(List<Name> names, KnownRows rows, List<Folder> inner) throws InterruptedException {
        for (Name name : names) {
            checkInterrupt();
            goneBefore(name.path(), rows);
            KnownFile next = rows.peek();
            boolean known = next != null && next.path().equals(name.path());
            judge(name, known ? rows.take() : null, inner);
        }
        goneBefore(null, rows);
    }

    private void goneBefore(@Nullable String path, KnownRows rows) {
        for (KnownFile row = rows.peek(); row != null; row = rows.peek()) {
            if (path != null && RelativePath.ORDER.compare(row.path(), path) >= 0) {
                return;
            }
            report.gone(rows.take());
        }
    }

    private void judge(Name name, @Nullable KnownFile row, List<Folder> inner) {
        if (target.rules().isOff(name.name(), name.path())) {
            if (PartName.isOf(target.machineId(), name.name())) {
                report.part(name.file());
            }
            return;
        }
        try {
            FileStamp stamp = FileStamp.read(name.file());
            if (stamp.kind() == FileStamp.Kind.FILE) {
                file(name, stamp, row);
                return;
            }
            if (row != null) {
                report.gone(row);
            }
            if (stamp.kind() == FileStamp.Kind.FOLDER) {
                enter(name, inner);
            } else if (stamp.kind() == FileStamp.Kind.LINK) {
                report.link(name.file(), name.name(), name.path());
            }
        } catch (NoSuchFileException e) {
            if (row != null) {
                report.gone(row);
            }
        } catch (IOException e) {
            // It may have been a folder: nothing that is known below it is called vanished.
            passedBy.add(name.path());
            report.finding(unreadable("file-unreadable", name.path(), e));
        }
    }

    private void file(Name name, FileStamp stamp, @Nullable KnownFile row) {
        if (!target.rules().isWantedFile(name.name(), name.path())) {
            return;
        }
        if (row != null && isUnchanged(row, stamp)) {
            report.unchanged(stamp);
        } else {
            report.changed(name.path(), name.file(), stamp, row != null);
        }
    }

    private boolean isUnchanged(KnownFile row, FileStamp stamp) {
        return row.comparable()
                && row.sizeBytes() == stamp.sizeBytes()
                && row.modifiedNs() == stamp.modifiedNs()
                && row.changedNs() == stamp.changedNs()
                && (!target.keysKept() || row.fileKey() == null || row.fileKey().equals(stamp.fileKey()));
    }

    /** A place of ours inside the library is not backed up into itself. */
    private void enter(Name name, List<Folder> inner) {
        if (name.name().equals(PLACE_NAME) && Files.exists(name.file().resolve(PLACE_FILE))) {
            passedBy.add(name.path());
        } else {
            inner.add(new Folder(name.file(), name.path()));
        }
    }

    private boolean isPassedBy(String folder) {
        if (passedBy.contains("")) {
            return true;
        }
        for (int slash = folder.indexOf('/'); ; slash = folder.indexOf('/', slash + 1)) {
            String path = slash < 0 ? folder : folder.substring(0, slash);
            String name = path.substring(path.lastIndexOf('/') + 1);
            if (passedBy.contains(path) || (!name.isEmpty() && target.rules().isOff(name, path))) {
                return true;
            }
            if (slash < 0) {
                return false;
            }
        }
    }

    static Finding unreadable(String kind, String path, IOException why) {
        String reason = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
        return Finding.warning(
                kind,
                path,
                path + " could not be read (" + reason + "); nothing in it is taken for missing.",
                "Give the user that runs breakdex the right to read it, or check the disk that it lies on.");
    }

    private static void checkInterrupt() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the scan was interrupted");
        }
    }
}
