package breakdex.sync.asset;

/** Status of a row of {@code asset_copies}. The database holds the lower-case name. */
public enum CopyStatus {
    /** Wanted, not begun. */
    PENDING,
    /** Bytes are on their way, or arrived and are not proved. */
    UPLOADING,
    /** Proved. The only status that can count. */
    VERIFIED,
    /** Was found damaged or gone; it is no copy until it is proved anew. */
    FAILED,
    /** Removed by us on purpose. */
    DELETED
}
