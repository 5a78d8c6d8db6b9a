package breakdex.sync.store;

/**
 * Told of every step that can be the last one before a power cut. Simulations throw from here; nobody else implements
 * it.
 */
public interface StepListener {
    /** A change of the database that is on the disk once it is over. */
    String WRITE = "database write";

    /** A change of the database that a power cut may undo. */
    String NOTE = "database note";

    StepListener NONE = new StepListener() {};

    default void before(String step) {}

    default void after(String step) {}
}
