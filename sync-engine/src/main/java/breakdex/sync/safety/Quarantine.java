package breakdex.sync.safety;

import breakdex.sync.asset.Asset;
import breakdex.sync.asset.AssetCopy;
import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.CopyStatus;
import breakdex.sync.asset.EvidenceGrade;
import breakdex.sync.asset.LocalState;
import breakdex.sync.asset.RemoteName;
import breakdex.sync.scan.FileStamp;
import breakdex.sync.store.Database;
import breakdex.sync.store.LibraryFileRow;
import breakdex.sync.transfer.FolderSync;
import breakdex.sync.verify.ProofResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Moves damaged local files aside, each within its own folder, so that what they should hold can be fetched again. It
 * deletes and overwrites nothing, and moves nothing before a copy was looked at that holds what is missing here.
 *
 * <p>In this order: look at a copy; note that the file is wanted back; rename it; note that it is not here. A crash in
 * between leaves a wish, which the next run fulfils where the name is free, and drops where the file still has it.
 */
public final class Quarantine {
    /** Begins the name of a damaged file that was moved aside; scans pass it over. */
    public static final String PREFIX = ".breakdex-damaged-";

    private final Database database;
    private final Clock clock;
    private final Supplier<String> ids;

    public Quarantine(Database database, Clock clock, Supplier<String> ids) {
        this.database = database;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Moves files of one content aside. All names of one file must come together: renaming one changes the others'
     * times, and they would be taken for new content.
     *
     * @param files at least one, all with the same hash
     * @param look how to look at a copy again
     * @return one for each file, in their order
     */
    public List<QuarantineResult> setAside(List<DamagedFile> files, CopyLook look) throws InterruptedException {
        ContentHash hash = Objects.requireNonNull(files.get(0).row().hash());
        if (!isHeldElsewhere(hash, look)) {
            return files.stream()
                    .<QuarantineResult>map(file -> new QuarantineResult.Kept(
                            file, "stays where it is, because no copy that answers was found to hold what it should"))
                    .toList();
        }
        Set<LibraryFileRow> wished = wish(files);
        List<Moved> moved = new ArrayList<>();
        for (DamagedFile file : files) {
            moved.add(
                    wished.contains(file.row())
                            ? move(file)
                            : new Moved(
                                    new QuarantineResult.Kept(file, "stays where it is, because it was changed"),
                                    null));
        }
        database.writing(tx -> {
            tx.files()
                    .put(moved.stream()
                            .flatMap(each -> Stream.ofNullable(each.after()))
                            .toList());
            tx.assets().recount(List.of(hash));
        });
        return moved.stream().map(Moved::result).toList();
    }

    /** @param after what is to be recorded of the file; null where that is not ours to say */
    private record Moved(QuarantineResult result, @Nullable LibraryFileRow after) {}

    /** Notes that these files are wanted back, and returns those of which nothing else was recorded meanwhile. */
    private Set<LibraryFileRow> wish(List<DamagedFile> files) {
        return database.write(tx -> {
            List<LibraryFileRow> same = files.stream()
                    .map(DamagedFile::row)
                    .filter(row -> tx.files()
                            .find(row.libraryId(), row.machineId(), row.path())
                            .filter(row::equals)
                            .isPresent())
                    .toList();
            tx.files().put(same.stream().map(row -> row.wanted(tx.now(), null)).toList());
            return Set.copyOf(same);
        });
    }

    private boolean isHeldElsewhere(ContentHash hash, CopyLook look) throws InterruptedException {
        Optional<Asset> asset = database.read(tx -> tx.assets().find(hash));
        if (asset.isEmpty()) {
            return false;
        }
        for (AssetCopy copy : database.read(tx -> tx.copies().ofAsset(hash))) {
            if (copy.status() == CopyStatus.VERIFIED
                    && look.look(asset.get(), copy) instanceof ProofResult.Proved proved
                    && proved.evidence().grade().atLeast(EvidenceGrade.SERVER_DIGEST)) {
                return true;
            }
        }
        return false;
    }

    private Moved move(DamagedFile damaged) {
        LibraryFileRow row = damaged.row();
        Path file = damaged.file();
        Path aside = file.resolveSibling(
                PREFIX + ids.get() + "." + RemoteName.extensionOf(String.valueOf(file.getFileName())));
        try {
            Files.move(file, aside);
        } catch (IOException e) {
            return kept(damaged, "could not be moved aside (" + e.getMessage() + ")", row);
        }
        try {
            FolderSync.force(Objects.requireNonNull(aside.toAbsolutePath().getParent()));
            return isTheSame(damaged.proof().stamp(), FileStamp.read(aside))
                    ? new Moved(
                            new QuarantineResult.SetAside(damaged, aside),
                            row.withState(LocalState.MISSING).wanted(clock.instant(), null))
                    : kept(damaged, "was written at the last moment" + back(aside, file), row.unsettled());
        } catch (IOException e) {
            String why = "could not be looked at when it was moved (" + e.getMessage() + ")" + back(aside, file);
            return kept(damaged, why, renamed(row, file));
        }
    }

    private static Moved kept(DamagedFile damaged, String why, LibraryFileRow after) {
        return new Moved(new QuarantineResult.Kept(damaged, why), after);
    }

    /** Nobody wrote it, and its change time is that of the renaming: else its damage would pass for new content. */
    private static LibraryFileRow renamed(LibraryFileRow row, Path file) {
        try {
            FileStamp now = FileStamp.read(file);
            return row.present(now.modifiedNs(), now.changedNs(), now.fileKey());
        } catch (IOException e) {
            return row.withState(LocalState.MISSING);
        }
    }

    /** A rename changes the change time alone. */
    private static boolean isTheSame(FileStamp judged, FileStamp moved) {
        return moved.kind() == judged.kind()
                && moved.sizeBytes() == judged.sizeBytes()
                && moved.modifiedNs() == judged.modifiedNs()
                && Objects.equals(moved.fileKey(), judged.fileKey());
    }

    /** Gives the file its name back, unless something has taken it; empty where that went well, else what is left. */
    private static String back(Path aside, Path file) {
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(aside, file);
                FolderSync.force(Objects.requireNonNull(file.toAbsolutePath().getParent()));
                return "";
            }
            return "; it lies under the name " + aside.getFileName() + ", because its own is taken";
        } catch (IOException e) {
            return "; it lies under the name " + aside.getFileName() + " and could not be renamed back ("
                    + e.getMessage() + ")";
        }
    }
}
