package breakdex.sync.provider;

/**
 * What every provider does, as tests. A provider joins by implementing this with a {@link ProviderHarness}; whatever
 * is particular to it (the order of its forces, the headers of its requests) is tested beside it.
 */
public interface CloudProviderContract
        extends UploadContract,
                ResumeContract,
                ReadContract,
                ObjectContract,
                MetadataContract,
                LibraryManifestContract,
                PlaceContract {}
