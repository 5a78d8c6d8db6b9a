package breakdex.cli;

import breakdex.sync.AssetSyncEngine;
import breakdex.sync.scan.ScanRules;
import breakdex.sync.store.LibraryRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which files of a folder are wanted. */
final class RuleOptions {
    @Option(
            names = "--include",
            paramLabel = "GLOB",
            description = "Take only files that match, such as 'battles/**' (repeatable).")
    List<String> include = new ArrayList<>();

    @Option(
            names = "--exclude",
            paramLabel = "GLOB",
            description = "Leave these files out, such as 'drafts/**' (repeatable).")
    List<String> exclude = new ArrayList<>();

    @Option(names = "--all-files", description = "Take every file, not only videos.")
    boolean allFiles;

    /**
     * Adds folders, or gives those that were added the new rules. Without any rule said, an added one keeps its own.
     *
     * @return the names of the libraries
     */
    List<String> add(AssetSyncEngine engine, List<Path> folders) {
        List<String> names = new ArrayList<>();
        for (Path folder : folders) {
            Optional<LibraryRow> known = engine.libraries().stream()
                    .filter(library -> isAt(library, folder))
                    .findFirst();
            LibraryRow row = known.isPresent() && !said() ? known.get() : engine.addLibrary(folder, rules());
            names.add(row.name());
        }
        return names;
    }

    /** Whether a library lies in that folder, by whatever path it was typed. */
    static boolean isAt(LibraryRow library, Path folder) {
        String place = library.place();
        try {
            return place != null && Path.of(place).equals(folder.toRealPath());
        } catch (IOException gone) {
            return false;
        }
    }

    private boolean said() {
        return allFiles || !include.isEmpty() || !exclude.isEmpty();
    }

    private ScanRules rules() {
        return new ScanRules(List.copyOf(include), List.copyOf(exclude), allFiles);
    }
}
