package breakdex.sync.store;

import org.jdbi.v3.core.Handle;

/**
 * The tables, within one transaction. Valid only while the work that it was handed to runs, and only on that thread.
 */
public final class Tx {
    private final Handle handle;

    Tx(Handle handle) {
        this.handle = handle;
    }

    Handle handle() {
        return handle;
    }

    public AssetManifestDao assets() {
        return new AssetManifestDao(handle);
    }

    public AssetCopiesDao copies() {
        return new AssetCopiesDao(handle);
    }

    public SyncOperationsDao operations() {
        return new SyncOperationsDao(handle);
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

    public SettingsDao settings() {
        return new SettingsDao(handle);
    }

    /** Figures for {@code status}, read across tables. */
    public StatusDao status() {
        return new StatusDao(handle);
    }
}
