package breakdex.sync.transfer;

/** Hears how far a transfer came. */
@FunctionalInterface
public interface TransferProgress {
    /**
     * @param confirmed bytes, from the start of the content, that the receiving side is known to hold
     * @throws InterruptedException if the transfer should stop; what arrived can be resumed
     */
    void at(long confirmed) throws InterruptedException;

    /**
     * Called just before bytes go out: whoever stood still since the last time must not send what another may have
     * sent meanwhile. Throws where that is so.
     */
    default void beforeSending() {}
}
