package breakdex.sync.provider;

/** What the far side said to a commit. Neither is a proof. */
public sealed interface UploadOutcome {
    /** The object stands under its name. */
    record Stored(RemoteObject object) implements UploadOutcome {}

    record Failed(ProviderException why) implements UploadOutcome {}
}
