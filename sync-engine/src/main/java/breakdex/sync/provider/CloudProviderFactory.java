package breakdex.sync.provider;

/**
 * Makes providers of one type. Found through {@link java.util.ServiceLoader}, so that anyone can add a type; has a
 * public constructor without parameters.
 */
public interface CloudProviderFactory {
    /** The type's name, as it stands in {@code sync_providers.provider_type}. */
    String type();

    /**
     * Makes the place ours where it is not yet, and says who is there. Run once, when a person connects it; a place
     * that is ours already keeps its id.
     *
     * @throws ProviderException with a sentence for people if it cannot be used
     */
    ProviderIdentity connect(ProviderSettings settings) throws ProviderException, InterruptedException;

    /**
     * Whether a place is sure to be found only on the machine that connected it, as a folder is. On another machine
     * of the same database it may be there as well, and if it is not, that is no trouble.
     */
    default boolean isOfOneMachine() {
        return false;
    }

    /** Makes a provider. Asks the far side nothing; that is {@link CloudProvider#identify()}'s work. */
    CloudProvider open(ProviderSettings settings);
}
