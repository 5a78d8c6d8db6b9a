package breakdex.sync.store;

import java.util.Locale;

/** What an operation does. The database holds the lower-case name. */
public enum OperationType {
    UPLOAD,
    DOWNLOAD,
    VERIFY,
    DELETE_REMOTE;

    /** As it stands in the database and in every face. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
