package breakdex.sync.provider;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.RemoteName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One place that keeps copies. Every call blocks, may be interrupted, and may be made from several threads at once.
 *
 * <p>No answer of a provider is ever a proof by itself: {@code verify} looks at the bytes, or at a digest that the far
 * side computed, in a step of its own. Whatever goes wrong is a {@link ProviderException} that names provider, call and
 * answer, with a {@link Fault}; an answer that was not foreseen is {@link Fault#UNEXPECTED}, never a success (S12).
 *
 * <p>All implementations pass one contract, {@code CloudProviderContract} in the engine's test-jar.
 */
public interface CloudProvider extends AutoCloseable {
    /** The name that people gave it. */
    String name();

    ProviderCapabilities capabilities();

    /**
     * Asks who is there. Called before anything else in each cycle.
     *
     * @throws ProviderException {@link Fault#AWAY} if it is not the place that was connected, {@link Fault#UNREACHABLE}
     *     if nothing answers, {@link Fault#AUTH} if we are not let in
     */
    ProviderIdentity identify() throws ProviderException, InterruptedException;

    /**
     * Looks for an asset's object under any name with its digest.
     *
     * @return {@link Presence.Unknown} rather than a guess; of several objects, the one that the far side holds longest
     * @throws ProviderException as every call
     */
    Presence find(ContentHash hash) throws ProviderException, InterruptedException;

    /**
     * Looks for an object under exactly this name. A provider that can do so faster than {@link #find(ContentHash)}
     * does; what it answers to be absent may still lie there under another name.
     */
    default Presence findNamed(RemoteName name) throws ProviderException, InterruptedException {
        return find(name.hash());
    }

    /** As {@link #find(ContentHash)}, for a caller who knows the name that the object should have. */
    default Presence find(RemoteName name) throws ProviderException, InterruptedException {
        Presence presence = findNamed(name);
        return presence instanceof Presence.Absent ? find(name.hash()) : presence;
    }

    /**
     * Names every asset's object, in no order, to the end. Objects of others are passed over.
     *
     * @throws ProviderException if the listing could not be had to its end; what was named until then is no evidence
     *     of absence
     */
    void list(Consumer<RemoteObject> each) throws ProviderException, InterruptedException;

    /** Begins an upload. Sends no byte of the content. */
    Upload begin(UploadRequest request) throws ProviderException, InterruptedException;

    /**
     * Goes on with an upload that another process may have begun; asks the far side how much it holds. A resume point
     * that the far side has forgotten begins anew, at 0.
     */
    Upload resume(UploadRequest request, ResumePoint point) throws ProviderException, InterruptedException;

    /** Forgets an upload and removes what it left. Forgetting what is not there is success. */
    void abandon(ResumePoint point) throws ProviderException, InterruptedException;

    /**
     * Removes what uploads of this device left behind, but for those in {@code wanted}. Another device's are never
     * touched.
     *
     * @return how many were removed
     */
    int removeLeftovers(Set<ResumePoint> wanted) throws ProviderException, InterruptedException;

    /**
     * Makes one upload visible under its name, durably, and closes it. An object that stands there already with the
     * same length is replaced by the same content; one with another length is {@link Fault#DAMAGED} and stays.
     *
     * @throws ProviderException if fewer bytes arrived than were declared, or the far side failed; the upload stays
     *     and may be resumed
     */
    RemoteObject commit(Upload upload) throws ProviderException, InterruptedException;

    /**
     * As {@link #commit}, for many small ones, so that a provider can share the cost of making them durable.
     *
     * @return one outcome for each, in their order
     */
    default List<UploadOutcome> commitAll(List<Upload> uploads) throws InterruptedException {
        List<UploadOutcome> outcomes = new ArrayList<>(uploads.size());
        for (Upload upload : uploads) {
            try {
                outcomes.add(new UploadOutcome.Stored(commit(upload)));
            } catch (ProviderException e) {
                outcomes.add(new UploadOutcome.Failed(e));
            }
        }
        return outcomes;
    }

    /**
     * Opens an object for reading.
     *
     * @param offset of the first byte wanted, 0 to its length
     * @throws ProviderException {@link Fault#ABSENT} if it is not there; {@link Fault#UNREADABLE} if something bears
     *     its name that we may not read, which says nothing of other objects
     */
    Download open(RemoteObject object, long offset, ReadFrom from) throws ProviderException, InterruptedException;

    /** Removes exactly this object. One that is absent is success. */
    void delete(RemoteObject object) throws ProviderException, InterruptedException;

    /**
     * Moves exactly this object into {@code .sync/quarantine/}, where it is no copy any more and nothing is lost. One
     * that is absent is success.
     *
     * @return where it lies now, for people
     */
    String setAside(RemoteObject object) throws ProviderException, InterruptedException;

    /**
     * Names every small file that lies just one folder below {@code .sync/}, whoever wrote it, in no order, to the end.
     * Not what lies where uploads are under way or set aside, no link, and nothing whose path
     * {@link MetadataFile#isPath} refuses.
     *
     * @throws ProviderException if the listing could not be had to its end; what was named until then is no evidence
     *     of absence
     */
    void listMetadata(Consumer<MetadataFile> each) throws ProviderException, InterruptedException;

    /**
     * Reads such a file whole. Its bytes come from whoever can write there.
     *
     * @param path as {@link MetadataFile#isPath} has it; another is {@link Fault#UNEXPECTED}, here as in each call
     * @return empty if it is not there
     * @throws ProviderException {@link Fault#DAMAGED} if it is longer than {@code limit} bytes, in which case they are
     *     not read, or if it is no file
     */
    Optional<byte[]> readMetadata(String path, long limit) throws ProviderException, InterruptedException;

    /**
     * Writes a small file that is never changed. It shows only when it is whole, and is durable when this returns.
     * Where the very same lies there already, this is success.
     *
     * @param path as {@link MetadataFile#isPath} has it
     * @throws ProviderException {@link Fault#DAMAGED} if something else lies there, which stays
     */
    void writeMetadata(String path, byte[] content) throws ProviderException, InterruptedException;

    /**
     * Removes such a file, durably. One that is absent is success.
     *
     * @throws ProviderException {@link Fault#DAMAGED} if what lies there is no file, which stays
     */
    void deleteMetadata(String path) throws ProviderException, InterruptedException;

    /**
     * Moves such a file into {@code .sync/quarantine/}, under a name in which folder and name can still be read, and
     * replaces nothing there. One that is absent is success.
     *
     * @return where it lies now, for people
     * @throws ProviderException {@link Fault#DAMAGED} if what lies there is no file, which stays
     */
    String setAsideMetadata(String path) throws ProviderException, InterruptedException;

    /**
     * Reads {@code manifest.json}, which lies beside the assets. The app writes it too.
     *
     * @return empty if it is not there
     * @throws ProviderException {@link Fault#DAMAGED} if it is longer than {@code limit} bytes, or no file
     */
    Optional<LibraryManifest> readLibraryManifest(long limit) throws ProviderException, InterruptedException;

    /**
     * Replaces {@code manifest.json} in one step, durably, if nobody else has changed it meanwhile. Where the very same
     * lies there already, this is success, so that a lost answer can be asked for again.
     *
     * @param replaced the {@link LibraryManifest#version} that was read; null where there was none
     * @throws ProviderException {@link Fault#DAMAGED} if something else lies there than {@code replaced} says, or
     *     nothing; then it stays so, and the caller reads again
     */
    void writeLibraryManifest(byte[] content, @Nullable String replaced) throws ProviderException, InterruptedException;

    Quota quota() throws ProviderException, InterruptedException;

    /**
     * A place of the same kind, empty, inside this one, in which checks may write and delete at will.
     * {@link #close()} of the scratch place removes it and all that it holds.
     */
    CloudProvider scratch() throws ProviderException, InterruptedException;

    /** Lets go of local resources; the far side stays as it is. */
    @Override
    void close();
}
