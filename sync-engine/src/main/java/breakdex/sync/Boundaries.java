package breakdex.sync;

import breakdex.sync.store.LibraryRow;
import breakdex.sync.store.ProviderRow;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps libraries and places apart. A library that holds a place's own copies would one day free them as local files,
 * and count them as proof while it does. The folder itself is asked, too: it may belong to another home's place.
 */
final class Boundaries {
    private static final String ROOT = "Breakdex";
    private static final Path MARKER = Path.of(".sync", "place.json");

    private Boundaries() {}

    /** @throws SyncException {@code USAGE} if the folder is a place, or lies where a place keeps its copies */
    static void checkLibrary(Path real, Collection<ProviderRow> providers) {
        Path root = rootOver(real);
        if (root != null) {
            throw usage(real + " lies in " + root
                    + ", where a place keeps its copies. Give the folder that holds your videos.");
        }
        providers.forEach(row -> checkApart(real, row.name(), Providers.config(row.configJson())));
    }

    /** @throws SyncException {@code USAGE} if the place is one of the libraries, or would keep its copies around one */
    static void checkPlace(ProviderRequest request, List<LibraryRow> libraries) {
        for (LibraryRow library : libraries) {
            String folder = library.place();
            if (folder != null) {
                checkApart(Path.of(folder), request.name(), request.config());
            }
        }
    }

    /** @throws SyncException {@code USAGE} if files cannot be restored to below that folder */
    static void checkRestoreTo(Path to) {
        if (Files.exists(to) && !Files.isDirectory(to)) {
            throw usage(to + " is a file. Give a folder with --to, which need not exist yet.");
        }
        Path root = rootOver(LibraryPaths.real(to));
        if (root != null) {
            throw usage(to + " lies in " + root + ", where a place keeps its copies. Give another folder with --to.");
        }
    }

    /** @throws SyncException {@code USAGE} if a file cannot be restored under that absolute name */
    static void checkRestoreAs(Path as) {
        Path folder = as.getParent();
        if (folder == null || Files.isDirectory(as)) {
            throw usage(as + " is a folder. Give the name of a file with --as.");
        }
        checkRestoreTo(folder);
    }

    static void checkApart(Path library, String name, Map<String, String> config) {
        String path = config.get("path");
        if (path == null) {
            return;
        }
        Path place = LibraryPaths.real(Path.of(path));
        if (library.equals(place)) {
            throw usage("The place " + name + " and the library are one folder (" + library
                    + "). Give the place a folder of its own, on another disk.");
        }
        if (library.startsWith(place.resolve(ROOT))) {
            throw usage("The library " + library + " lies in " + place.resolve(ROOT) + ", where the place " + name
                    + " keeps its copies. Move one of them.");
        }
    }

    private static @Nullable Path rootOver(Path folder) {
        for (Path at = folder; at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(MARKER), LinkOption.NOFOLLOW_LINKS)) {
                return at;
            }
        }
        return null;
    }

    private static SyncException usage(String sentence) {
        return new SyncException(SyncException.Kind.USAGE, sentence);
    }
}
