package breakdex.sync.store;

/**
 * Told of every step that can be the last one before a power cut. Simulations throw from here; nobody else implements
 * it.
 */
public interface StepListener {
    StepListener NONE = new StepListener() {};

    default void before(String step) {}

    default void after(String step) {}
}
