package breakdex.sync;

import breakdex.sync.LibraryPaths.Found;
import breakdex.sync.asset.Asset;
import breakdex.sync.asset.ContentHash;
import breakdex.sync.event.Finding;
import breakdex.sync.store.Database;
import breakdex.sync.store.LibraryFileRow;
import breakdex.sync.store.Tx;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Takes names out of the library and brings them back. A content gets its tombstone when no name, move or combo of any
 * device is left that points to it; no file and no copy is removed here.
 */
final class Deleting {
    private static final int MOST_NAMED = 5;

    private final Database database;
    private final Clock clock;
    private final String machineId;

    Deleting(Database database, Clock clock, String machineId) {
        this.database = database;
        this.clock = clock;
        this.machineId = machineId;
    }

    /**
     * @param asset whether the contents are deleted too where other names, moves or combos point to them
     * @param dryRun whether only to say what would be done
     */
    DeleteReport delete(List<Found> founds, boolean asset, boolean dryRun) {
        List<LibraryFileRow> rows =
                rows(founds).stream().filter(row -> row.deletedAt() == null).toList();
        if (rows.isEmpty()) {
            return new DeleteReport(0, 0, List.of(nothing(founds, "is in the library any more")));
        }
        return database.write(tx -> delete(tx, rows, asset, dryRun));
    }

    private DeleteReport delete(Tx tx, List<LibraryFileRow> rows, boolean asset, boolean dryRun) {
        Instant now = clock.instant();
        Set<String> gone = new LinkedHashSet<>();
        Map<ContentHash, LibraryFileRow> contents = new LinkedHashMap<>();
        for (LibraryFileRow row : rows) {
            gone.add(key(row));
            ContentHash hash = row.hash();
            if (hash != null) {
                contents.putIfAbsent(hash, row);
            }
        }
        List<Finding> notes = new ArrayList<>();
        long buried = 0;
        for (Map.Entry<ContentHash, LibraryFileRow> content : contents.entrySet()) {
            List<LibraryFileRow> others = tx.files().ofAsset(content.getKey()).stream()
                    .filter(row -> row.deletedAt() == null && !gone.contains(key(row)))
                    .toList();
            List<String> users = users(tx, content.getKey());
            if (!others.isEmpty()) {
                notes.add(others(content.getValue(), others, asset));
            }
            if (!users.isEmpty()) {
                notes.add(users(content.getValue(), users, asset));
            }
            if ((others.isEmpty() && users.isEmpty()) || asset) {
                buried += dryRun || tx.assets().bury(content.getKey(), "user", now) ? 1 : 0;
                if (!dryRun) {
                    tx.files().put(others.stream().map(row -> row.deleted(now)).toList());
                }
            }
        }
        if (!dryRun) {
            tx.files().put(rows.stream().map(row -> row.deleted(now)).toList());
        }
        return new DeleteReport(rows.size(), buried, notes);
    }

    /** What of any device has it for its video. */
    private static List<String> users(Tx tx, ContentHash hash) {
        return Stream.concat(
                        tx.moves().withVideo(hash).stream().map(move -> "the move " + move.name()),
                        tx.combos().withVideo(hash).stream().map(combo -> "the combo " + combo.name()))
                .toList();
    }

    private static Finding users(LibraryFileRow row, List<String> users, boolean asset) {
        int more = users.size() - MOST_NAMED;
        String named = String.join(", ", users.subList(0, Math.min(users.size(), MOST_NAMED)))
                + (more > 0 ? " and " + more + " more" : "");
        return asset
                ? Finding.note(
                        "video-in-use",
                        row.path(),
                        "The content of " + row.path() + " goes although it is the video of " + named + ".")
                : Finding.note(
                        "content-stays",
                        row.path(),
                        "The content of " + row.path() + " stays, because it is the video of " + named
                                + ". With --asset it goes too.");
    }

    private static Finding others(LibraryFileRow row, List<LibraryFileRow> others, boolean asset) {
        String names = String.join(
                ", ",
                others.stream().limit(MOST_NAMED).map(LibraryFileRow::path).toList());
        return asset
                ? Finding.note(
                        "other-names",
                        row.path(),
                        "The content of " + row.path() + " goes with its other names: " + names + ".")
                : Finding.note(
                        "content-stays",
                        row.path(),
                        "The content of " + row.path() + " stays, because other names have it: " + names + ".");
    }

    /** Brings back names and contents; works at any time while somebody has the bytes. */
    DeleteReport undelete(List<Found> founds, boolean dryRun) {
        List<LibraryFileRow> rows =
                rows(founds).stream().filter(row -> row.deletedAt() != null).toList();
        if (rows.isEmpty()) {
            return new DeleteReport(0, 0, List.of(nothing(founds, "was deleted")));
        }
        List<ContentHash> contents = rows.stream()
                .map(LibraryFileRow::hash)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (dryRun) {
            return database.read(tx -> {
                Stream<Asset> assets = contents.stream().flatMap(hash -> tx.assets().find(hash).stream());
                return new DeleteReport(
                        rows.size(), assets.filter(Asset::isDeleted).count(), List.of());
            });
        }
        return database.write(tx -> {
            tx.files().put(rows.stream().map(row -> row.deleted(null)).toList());
            long risen = contents.stream().filter(hash -> undelete(tx, hash)).count();
            return new DeleteReport(rows.size(), risen, List.of());
        });
    }

    /** Takes back that its copies are to go; where they have begun to, they are looked at again, or made anew. */
    private boolean undelete(Tx tx, ContentHash hash) {
        boolean risen = tx.assets().unbury(hash);
        if (tx.tombstones().withdraw(hash, clock.instant())) {
            tx.copies().doubt(hash, "its removal had begun", clock.instant());
            tx.assets().recount(List.of(hash));
        }
        tx.operations().withdrawRemovals(hash);
        return risen;
    }

    private List<LibraryFileRow> rows(List<Found> founds) {
        List<LibraryFileRow> rows = new ArrayList<>();
        founds.forEach(found -> Freeing.pages(database, machineId, found, rows::addAll));
        return rows;
    }

    private static Finding nothing(List<Found> founds, String what) {
        String paths = String.join(
                ", ",
                founds.stream()
                        .map(found -> found.path().isEmpty() ? found.library().name() : found.path())
                        .toList());
        return Finding.warning("no-such-name", paths, "Nothing at " + paths + " " + what + ".", "See breakdex status.");
    }

    private static String key(LibraryFileRow row) {
        return row.libraryId() + "/" + row.machineId() + "/" + row.path();
    }
}
