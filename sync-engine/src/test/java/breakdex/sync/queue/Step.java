package breakdex.sync.queue;

import java.util.function.Supplier;

/**
 * Something that may happen to the queue.
 *
 * @param weight how often, beside the others
 * @param take does it in the database and in the model, and says what it was
 */
record Step(int weight, Supplier<String> take) {}
