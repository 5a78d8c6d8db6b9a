package breakdex.sync.provider.memory;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.EvidenceGrade;
import breakdex.sync.asset.FailureDomain;
import breakdex.sync.provider.CloudProvider;
import breakdex.sync.provider.Download;
import breakdex.sync.provider.Fault;
import breakdex.sync.provider.LibraryManifest;
import breakdex.sync.provider.MetadataFile;
import breakdex.sync.provider.Presence;
import breakdex.sync.provider.ProviderCapabilities;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.provider.ProviderIdentity;
import breakdex.sync.provider.Quota;
import breakdex.sync.provider.ReadFrom;
import breakdex.sync.provider.RemoteObject;
import breakdex.sync.provider.ResumePoint;
import breakdex.sync.provider.Upload;
import breakdex.sync.provider.UploadRequest;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A provider on a {@link MemoryPlace}. Holds nothing itself; as many may be opened on one place as wanted. */
public final class InMemoryProvider implements CloudProvider {
    private final String name;
    private final String deviceId;
    private final String expectedKey;
    private final MemoryPlace place;
    private final int chunkBytes;
    private final Runnable onClose;

    /** @param chunkBytes as in {@link ProviderCapabilities}; at least 1 */
    public InMemoryProvider(String name, String deviceId, MemoryPlace place, int chunkBytes) {
        this(name, deviceId, place, chunkBytes, key(place), () -> {});
    }

    private InMemoryProvider(
            String name, String deviceId, MemoryPlace place, int chunkBytes, String expectedKey, Runnable onClose) {
        this.name = name;
        this.deviceId = deviceId;
        this.place = place;
        this.chunkBytes = chunkBytes;
        this.expectedKey = expectedKey;
        this.onClose = onClose;
    }

    public static String key(MemoryPlace place) {
        return "memory:" + place.id();
    }

    public InMemoryProvider expecting(String key) {
        return new InMemoryProvider(name, deviceId, place, chunkBytes, key, onClose);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ProviderCapabilities capabilities() {
        return new ProviderCapabilities(
                EvidenceGrade.READ_BACK_DIRECT, chunkBytes, chunkBytes, place.maxObjectBytes(), 4, 4);
    }

    @Override
    public ProviderIdentity identify() throws ProviderException, InterruptedException {
        reach("identify");
        return new ProviderIdentity(key(place), new FailureDomain(place.domain(), false), "memory " + place.id());
    }

    @Override
    public Presence find(ContentHash hash) throws ProviderException, InterruptedException {
        reach("find " + hash);
        return place.oldest(hash)
                .<Presence>map(it -> new Presence.Present(object(it)))
                .orElseGet(Presence.Absent::new);
    }

    @Override
    public void list(Consumer<RemoteObject> each) throws ProviderException, InterruptedException {
        reach("list");
        for (MemoryPlace.Described object : place.described()) {
            each.accept(new RemoteObject(object.name(), object.path(), object.size(), null));
        }
        reach("list");
    }

    @Override
    public Upload begin(UploadRequest request) throws ProviderException, InterruptedException {
        reach("begin " + request.name());
        require(request, request.sizeBytes());
        place.beginPart(part(request));
        return new MemoryUpload(this, place, request, part(request));
    }

    @Override
    public Upload resume(UploadRequest request, ResumePoint point) throws ProviderException, InterruptedException {
        reach("resume " + request.name());
        require(request, request.sizeBytes() - place.partLength(part(request)));
        boolean ours = point.token().equals(part(request));
        if (!ours || !place.partNames().contains(part(request))) {
            place.beginPart(part(request));
        }
        return new MemoryUpload(this, place, request, part(request));
    }

    private void require(UploadRequest request, long bytes) throws ProviderException {
        if (request.sizeBytes() > place.maxObjectBytes()) {
            throw failure("begin " + request.name(), "too large", Fault.REFUSED);
        }
        if (bytes > place.freeBytes()) {
            String answer = bytes + " bytes are to be stored, and " + place.freeBytes() + " are free";
            throw failure("begin " + request.name(), answer, Fault.QUOTA);
        }
    }

    private String part(UploadRequest request) {
        return part(deviceId, request);
    }

    static String part(String deviceId, UploadRequest request) {
        return deviceId + "/" + request.name().hash();
    }

    @Override
    public void abandon(ResumePoint point) throws ProviderException, InterruptedException {
        reach("abandon");
        if (point.token().startsWith(deviceId + "/")) {
            place.removePart(point.token());
        }
    }

    @Override
    public int removeLeftovers(Set<ResumePoint> wanted) throws ProviderException, InterruptedException {
        reach("remove leftovers");
        int removed = 0;
        for (String part : place.partNames()) {
            boolean ours = part.startsWith(deviceId + "/") && !wanted.contains(new ResumePoint(part));
            removed += ours && place.removePart(part) ? 1 : 0;
        }
        return removed;
    }

    @Override
    public RemoteObject commit(Upload upload) throws ProviderException, InterruptedException {
        return object(((MemoryUpload) upload).commit());
    }

    @Override
    public Download open(RemoteObject object, long offset, ReadFrom from)
            throws ProviderException, InterruptedException {
        reach("open " + object.path());
        if (place.described(object.path()).isEmpty()) {
            throw failure("open " + object.path(), "not there", Fault.ABSENT);
        }
        if (place.isForbidden(object.path())) {
            throw failure("open " + object.path(), "not for you", Fault.UNREADABLE);
        }
        return new MemoryDownload(this, place, object.path(), offset);
    }

    @Override
    public void delete(RemoteObject object) throws ProviderException, InterruptedException {
        if (isThere("delete " + object.path(), object)) {
            place.delete(object.path());
        }
    }

    @Override
    public String setAside(RemoteObject object) throws ProviderException, InterruptedException {
        return isThere("set aside " + object.path(), object) ? place.setAside(object.path()) : "it was not there";
    }

    private boolean isThere(String call, RemoteObject object) throws ProviderException, InterruptedException {
        reach(call);
        Optional<MemoryPlace.Described> now = place.described(object.path());
        String looked = object.version();
        if (now.isPresent()
                && looked != null
                && !looked.equals(object(now.get()).version())) {
            throw failure(call, "it has changed since it was looked at", Fault.DAMAGED);
        }
        return now.isPresent();
    }

    static RemoteObject object(MemoryPlace.Described it) {
        return new RemoteObject(it.name(), it.path(), it.size(), "v" + it.version());
    }

    @Override
    public void listMetadata(Consumer<MetadataFile> each) throws ProviderException, InterruptedException {
        reach("list metadata");
        for (Map.Entry<String, byte[]> file : place.metadata().entrySet()) {
            if (MetadataFile.isPath(file.getKey())) {
                each.accept(new MetadataFile(file.getKey(), file.getValue().length));
            }
        }
        reach("list metadata");
    }

    @Override
    public Optional<byte[]> readMetadata(String path, long limit) throws ProviderException, InterruptedException {
        reachSmall("read " + path, path);
        Optional<byte[]> content = place.small().get(path);
        requireWithin("read " + path, content.orElse(new byte[0]), limit);
        return content;
    }

    private void requireWithin(String call, byte[] content, long limit) throws ProviderException {
        if (content.length > limit) {
            throw failure(call, "it is " + content.length + " bytes long", Fault.DAMAGED);
        }
    }

    @Override
    public void writeMetadata(String path, byte[] content) throws ProviderException, InterruptedException {
        reachSmall("write " + path, path);
        if (!Arrays.equals(place.small().put(path, content), content)) {
            throw failure("write " + path, "something else lies there", Fault.DAMAGED);
        }
    }

    @Override
    public void deleteMetadata(String path) throws ProviderException, InterruptedException {
        reachSmall("delete " + path, path);
        place.small().force(path, null);
    }

    @Override
    public String setAsideMetadata(String path) throws ProviderException, InterruptedException {
        reachSmall("set aside " + path, path);
        return place.small().setAside(path).orElse("it was not there");
    }

    @Override
    public Optional<LibraryManifest> readLibraryManifest(long limit) throws ProviderException, InterruptedException {
        reach("read manifest.json");
        Optional<LibraryManifest> manifest = place.small().manifest();
        requireWithin(
                "read manifest.json", manifest.map(LibraryManifest::content).orElse(new byte[0]), limit);
        return manifest;
    }

    @Override
    public void writeLibraryManifest(byte[] content, @Nullable String replaced)
            throws ProviderException, InterruptedException {
        reach("write manifest.json");
        if (!place.small().putManifest(content, replaced)) {
            throw failure("write manifest.json", "somebody else has written it", Fault.DAMAGED);
        }
    }

    private void reachSmall(String call, String path) throws ProviderException, InterruptedException {
        reach(call);
        if (!MetadataFile.isPath(path)) {
            throw failure(call, "that is no path of a small file of ours", Fault.UNEXPECTED);
        }
    }

    @Override
    public Quota quota() throws ProviderException, InterruptedException {
        reach("quota");
        return new Quota(Long.MAX_VALUE, place.freeBytes());
    }

    @Override
    public CloudProvider scratch() throws ProviderException, InterruptedException {
        reach("scratch");
        MemoryPlace own = place.scratch();
        return new InMemoryProvider(name, deviceId, own, chunkBytes, key(own), () -> place.removeScratch(own));
    }

    @Override
    public void close() {
        onClose.run();
    }

    /** Every call passes here first: this is the only door. */
    void reach(String call) throws ProviderException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException(call);
        }
        switch (place.health()) {
            case WELL -> {}
            case UNREACHABLE -> throw failure(call, "no answer", Fault.UNREACHABLE);
            case AWAY -> throw failure(call, "another place answers; expected " + expectedKey, Fault.AWAY);
            case NONSENSE -> throw failure(call, "200 OK, and nothing that was asked for", Fault.UNEXPECTED);
            case LOCKED -> throw failure(call, "not let in", Fault.AUTH);
        }
        if (!expectedKey.equals(key(place))) {
            throw failure(call, "found " + key(place) + "; expected " + expectedKey, Fault.AWAY);
        }
    }

    ProviderException failure(String call, String answer, Fault fault) {
        return new ProviderException(name, call, answer, fault, null);
    }
}
