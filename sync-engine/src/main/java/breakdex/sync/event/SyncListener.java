package breakdex.sync.event;

/** Receives events. Called from the engine's threads, one call at a time; must return soon and throw nothing. */
@FunctionalInterface
public interface SyncListener {
    void on(SyncEvent event);
}
