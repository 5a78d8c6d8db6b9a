package breakdex.sync.provider;

/** What every part of the contract stands on. */
public interface ProviderChecks {
    /** The same one throughout a test, a new one for each test. */
    ProviderHarness harness();

    default CloudProvider provider() {
        return harness().open();
    }

    default int chunk() {
        return provider().capabilities().chunkBytes();
    }
}
