package breakdex.sync;

import breakdex.sync.scan.RelativePath;
import breakdex.sync.store.LibraryRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds the library that a path on this machine belongs to, whether or not anything lies there any more. */
final class LibraryPaths {
    private final List<LibraryRow> libraries;

    LibraryPaths(List<LibraryRow> libraries) {
        this.libraries = libraries;
    }

    /** @param path relative to the library's place, empty for the place itself */
    record Found(LibraryRow library, String path) {
        /** All of those that lie on a machine, or on none that is known. */
        static List<Found> wholeOf(List<LibraryRow> libraries, String machineId) {
            return libraries.stream()
                    .filter(library -> library.place() == null || library.isOn(machineId))
                    .map(library -> new Found(library, ""))
                    .toList();
        }
    }

    /** @throws SyncException {@code USAGE} if no library holds the path */
    Found find(Path path) {
        Path real = real(path.toAbsolutePath().normalize());
        Found best = null;
        for (LibraryRow library : libraries) {
            String place = library.place();
            if (place != null && real.startsWith(place)) {
                Found found = new Found(library, relative(Path.of(place), real));
                best = best == null || found.path().length() < best.path().length() ? found : best;
            }
        }
        if (best == null) {
            throw new SyncException(
                    SyncException.Kind.USAGE,
                    path + " lies in no library. Known are " + names() + "; add its folder with breakdex add.");
        }
        return best;
    }

    private String names() {
        return libraries.isEmpty()
                ? "none"
                : String.join(
                        ", ",
                        libraries.stream()
                                .map(LibraryRow::place)
                                .filter(Objects::nonNull)
                                .toList());
    }

    /** Links in the part that exists are followed, as they were when the library was added. */
    static Path real(Path path) {
        for (Path existing = path; existing != null; existing = existing.getParent()) {
            if (Files.exists(existing)) {
                try {
                    return existing.toRealPath()
                            .resolve(existing.relativize(path))
                            .normalize();
                } catch (IOException e) {
                    return path;
                }
            }
        }
        return path;
    }

    private static String relative(Path place, Path path) {
        String relative = "";
        @Nullable Path rest = place.equals(path) ? null : place.relativize(path);
        if (rest != null) {
            for (Path name : rest) {
                relative = RelativePath.join(relative, RelativePath.name(name));
            }
        }
        return relative;
    }
}
