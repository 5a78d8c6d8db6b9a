package breakdex.sync.safety;

import breakdex.sync.event.Finding;

/** What became of a file that had a permit. */
public sealed interface RemovalResult {
    record Removed(String certificateId) implements RemovalResult {}

    /** The file has its name back, unharmed. */
    record Kept(Finding why) implements RemovalResult {}
}
