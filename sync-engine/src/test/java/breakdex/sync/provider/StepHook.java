package breakdex.sync.provider;

/** Is told of each call to a provider; whatever it throws, the caller meets as if it came from the far side. */
public interface StepHook {
    /** Before anything happened. */
    void before(String call) throws ProviderException, InterruptedException;

    /** After it happened, and before the caller hears of it: what is thrown here is a lost answer. */
    void after(String call) throws ProviderException, InterruptedException;
}
