package breakdex.sync.safety;

import breakdex.sync.asset.RemoteName;
import breakdex.sync.provider.CloudProvider;
import breakdex.sync.provider.Fault;
import breakdex.sync.provider.Presence;
import breakdex.sync.provider.ProviderException;

/** Removes the objects of a deleted asset from one provider, and believes that they are gone only when it says so. */
public final class RemoteRemover {
    /** More objects of one content than this on one provider were made by nobody whom we know. */
    private static final int MOST_OBJECTS = 100;

    private RemoteRemover() {}

    /** Asked before each call that destroys. */
    @FunctionalInterface
    public interface Entitled {
        /** Throws if the caller may not, or not any more. */
        void check();
    }

    /**
     * Removes whatever bears the asset's name, each as the object that was looked at.
     *
     * @return how many were there
     * @throws ProviderException if the provider failed, or cannot say for certain that nothing is left; what was
     *     removed by then is removed
     */
    public static int remove(CloudProvider provider, RemoteName name, Entitled entitled)
            throws ProviderException, InterruptedException {
        for (int removed = 0; removed < MOST_OBJECTS; removed++) {
            Presence presence = provider.find(name.hash());
            if (presence instanceof Presence.Absent) {
                return removed;
            }
            if (presence instanceof Presence.Unknown unknown) {
                throw new ProviderException(provider.name(), "find " + name, unknown.why(), Fault.UNREADABLE, null);
            }
            entitled.check();
            provider.delete(((Presence.Present) presence).object());
        }
        throw new ProviderException(
                provider.name(),
                "delete " + name,
                "after " + MOST_OBJECTS + " removals it still shows an object of that name",
                Fault.UNEXPECTED,
                null);
    }
}
