package breakdex.sync.scan;

import breakdex.sync.event.Finding;
import breakdex.sync.store.LibraryRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a library's folder is there, and is that library's. Where it is not, nothing in it is missing. */
public sealed interface LibraryMount {
    record Mounted(Path folder) implements LibraryMount {}

    /** @param finding of kind {@code library-not-mounted}, a warning */
    record NotMounted(Finding finding) implements LibraryMount {}

    /**
     * What an unmarked folder is known by.
     *
     * @param fileStore name of the file store that it lies on
     * @param fileKey the folder's own key; null where the system has none
     */
    record Identity(String fileStore, @Nullable String fileKey) {
        public static Identity of(Path folder) throws IOException {
            return new Identity(
                    Files.getFileStore(folder).name(), FileStamp.read(folder).fileKey());
        }
    }

    /** Looks now. Blocks as long as the file system does. */
    static LibraryMount check(LibraryRow library) {
        String place = library.place();
        if (place == null) {
            return away(library, "has no folder on this device", "Add its folder with breakdex add.");
        }
        Path folder = Path.of(place);
        try {
            return problem(library, folder)
                    .map(why -> away(library, why, "Connect its disk or mount it, then run this again."))
                    .orElseGet(() -> new Mounted(folder));
        } catch (IOException e) {
            return away(
                    library,
                    "cannot be read at " + place + " (" + e.getMessage() + ")",
                    "Check the disk, and that the user that runs breakdex may read it.");
        }
    }

    private static Optional<String> problem(LibraryRow library, Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return Optional.of("is not there: nothing lies at " + folder);
        }
        if (!Files.isDirectory(folder)) {
            return Optional.of("is not there: " + folder + " is no folder");
        }
        if (!Files.isReadable(folder)) {
            return Optional.of("cannot be read: this user may not list " + folder);
        }
        return library.marked() ? markerProblem(library, folder) : identityProblem(library, folder);
    }

    private static Optional<String> markerProblem(LibraryRow library, Path folder) throws IOException {
        Optional<LibraryMarker> marker = LibraryMarker.read(folder);
        if (marker.isEmpty()) {
            return Optional.of("is not mounted: " + folder + " has no " + LibraryMarker.FILE_NAME);
        }
        return marker.get().id().equals(library.id())
                ? Optional.empty()
                : Optional.of("is not mounted: " + folder + " holds another library");
    }

    private static Optional<String> identityProblem(LibraryRow library, Path folder) throws IOException {
        Identity found = Identity.of(folder);
        boolean same =
                found.fileStore().equals(library.fileStore()) && Objects.equals(found.fileKey(), library.fileKey());
        return same ? Optional.empty() : Optional.of("is not mounted: " + folder + " is another folder than was added");
    }

    private static LibraryMount away(LibraryRow library, String why, String remedy) {
        return new NotMounted(Finding.warning(
                "library-not-mounted",
                library.name(),
                "The library " + library.name() + " " + why + "; nothing in it is taken for missing.",
                remedy));
    }
}
