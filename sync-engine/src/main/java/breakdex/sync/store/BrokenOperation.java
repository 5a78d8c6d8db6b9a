package breakdex.sync.store;

import java.util.List;

/**
 * An open row of {@code sync_operations} that breaks the rules of the queue, so that nobody takes it up.
 *
 * @param breaches what breaks them, as parts of a sentence: {@code its retry_count is -1, which is not between 0 and
 *     1,000,000}; at least one, and no more than one for each column
 */
public record BrokenOperation(String id, List<String> breaches) {}
