package breakdex.sync.provider;

/** The {@code manifest.json} of a place, as it was read. Immutable. */
public final class LibraryManifest {
    private final byte[] content;
    private final String version;

    /** @param version another one whenever the bytes may be others; means something to its provider only */
    public LibraryManifest(byte[] content, String version) {
        this.content = content.clone();
        this.version = version;
    }

    /** A copy. */
    public byte[] content() {
        return content.clone();
    }

    /** What {@link CloudProvider#writeLibraryManifest} wants to know of what it replaces. */
    public String version() {
        return version;
    }
}
