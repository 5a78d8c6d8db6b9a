package breakdex.sync.scan;

import breakdex.sync.event.Finding;
import breakdex.sync.store.LibraryFileRow;
import java.nio.file.Path;

/** Receives what a scan finds, as it finds it, on the scan's own thread and outside any transaction. */
public interface ScanSink {
    /** Files that are as they were when they were hashed: most of a library, so they come as figures. */
    void unchanged(long files, long bytes);

    /** A file that has to be hashed. */
    void changed(LibraryFile file);

    /** A name that was present and has no file any more, seen while the library was mounted. Not a wish to delete. */
    void vanished(LibraryFileRow row);

    /** What a restore of this machine left, whole or in part, under its {@link PartName}. */
    void part(Path file);

    void finding(Finding finding);
}
