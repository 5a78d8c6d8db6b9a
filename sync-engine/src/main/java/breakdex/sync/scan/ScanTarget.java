package breakdex.sync.scan;

import breakdex.sync.store.LibraryRow;
import java.nio.file.Path;

/**
 * What one scan is of.
 *
 * @param root where the library lies
 * @param keysKept whether the root's file store keeps file keys over a remount
 */
record ScanTarget(LibraryRow library, String machineId, Path root, ScanRules.Wanted rules, boolean keysKept) {
    String libraryId() {
        return library.id();
    }
}
