package breakdex.sync.store;

import java.time.Instant;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The tables, within one transaction. Valid only while the work that it was handed to runs, and only on that thread.
 */
public final class Tx {
    private final Handle handle;
    private final Dialect dialect;
    private final Supplier<Instant> clock;
    private @Nullable Instant now;

    Tx(Handle handle, Dialect dialect, Supplier<Instant> clock) {
        this.handle = handle;
        this.dialect = dialect;
        this.clock = clock;
    }

    Handle handle() {
        return handle;
    }

    /** The database's time, by which leases and due times go: all that work on it agree on it. One in a transaction. */
    public Instant now() {
        Instant known = now;
        if (known == null) {
            known = clock.get();
            now = known;
        }
        return known;
    }

    public AssetManifestDao assets() {
        return new AssetManifestDao(handle, dialect);
    }

    public AssetCopiesDao copies() {
        return new AssetCopiesDao(handle);
    }

    public SyncOperationsDao operations() {
        return new SyncOperationsDao(handle, dialect);
    }

    public SyncProvidersDao providers() {
        return new SyncProvidersDao(handle);
    }

    public LibrariesDao libraries() {
        return new LibrariesDao(handle);
    }

    public LibraryFilesDao files() {
        return new LibraryFilesDao(handle);
    }

    public UploadSessionsDao uploadSessions() {
        return new UploadSessionsDao(handle);
    }

    public CertificatesDao certificates() {
        return new CertificatesDao(handle);
    }

    public DevicesDao devices() {
        return new DevicesDao(handle);
    }

    public WorkersDao workers() {
        return new WorkersDao(handle);
    }

    public SettingsDao settings() {
        return new SettingsDao(handle);
    }

    public ManifestRecordsDao records() {
        return new ManifestRecordsDao(handle);
    }

    public ManifestSegmentsDao segments() {
        return new ManifestSegmentsDao(handle);
    }

    public ManifestMergeDao merges() {
        return new ManifestMergeDao(handle);
    }

    public TombstonesDao tombstones() {
        return new TombstonesDao(handle);
    }

    public MovesDao moves() {
        return new MovesDao(handle);
    }

    public CombosDao combos() {
        return new CombosDao(handle);
    }

    public ReviewsDao reviews() {
        return new ReviewsDao(handle);
    }

    public SyncLogDao log() {
        return new SyncLogDao(handle);
    }

    /** Figures for {@code status}, read across tables. */
    public StatusDao status() {
        return new StatusDao(handle);
    }
}
