package breakdex.sync.provider;

/** How close to the medium a read should go. */
public enum ReadFrom {
    /** Wherever the bytes come from fastest. */
    ANYWHERE,
    /** Past every cache on this machine. Where that cannot be had, {@link Download#grade()} says so. */
    MEDIUM
}
