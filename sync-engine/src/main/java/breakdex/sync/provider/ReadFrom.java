package breakdex.sync.provider;

/** How close to the medium a read should go. */
public enum ReadFrom {
    /** From wherever suits the provider: memory, or the medium. */
    ANYWHERE,
    /** Past every cache on this machine. Where that cannot be had, {@link Download#grade()} says so. */
    MEDIUM
}
