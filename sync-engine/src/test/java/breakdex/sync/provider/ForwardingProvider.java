package breakdex.sync.provider;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.EvidenceGrade;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Another provider, call for call. What differs is said in a subclass. */
public class ForwardingProvider implements CloudProvider {
    protected final CloudProvider in;

    public ForwardingProvider(CloudProvider in) {
        this.in = in;
    }

    @Override
    public String name() {
        return in.name();
    }

    @Override
    public ProviderCapabilities capabilities() {
        return in.capabilities();
    }

    @Override
    public ProviderIdentity identify() throws ProviderException, InterruptedException {
        return in.identify();
    }

    @Override
    public Presence find(ContentHash hash) throws ProviderException, InterruptedException {
        return in.find(hash);
    }

    @Override
    public void list(Consumer<RemoteObject> each) throws ProviderException, InterruptedException {
        in.list(each);
    }

    @Override
    public Upload begin(UploadRequest request) throws ProviderException, InterruptedException {
        return in.begin(request);
    }

    @Override
    public Upload resume(UploadRequest request, ResumePoint point) throws ProviderException, InterruptedException {
        return in.resume(request, point);
    }

    @Override
    public void abandon(ResumePoint point) throws ProviderException, InterruptedException {
        in.abandon(point);
    }

    @Override
    public int removeLeftovers(Set<ResumePoint> wanted) throws ProviderException, InterruptedException {
        return in.removeLeftovers(wanted);
    }

    @Override
    public RemoteObject commit(Upload upload) throws ProviderException, InterruptedException {
        return in.commit(unwrap(upload));
    }

    @Override
    public List<UploadOutcome> commitAll(List<Upload> uploads) throws InterruptedException {
        return in.commitAll(uploads.stream().map(ForwardingProvider::unwrap).toList());
    }

    /** What a subclass wrapped on its way out goes in as it came. */
    protected static Upload unwrap(Upload upload) {
        return upload instanceof ForwardingUpload wrapped ? wrapped.in : upload;
    }

    @Override
    public Download open(RemoteObject object, long offset, ReadFrom from)
            throws ProviderException, InterruptedException {
        return in.open(object, offset, from);
    }

    @Override
    public void delete(RemoteObject object) throws ProviderException, InterruptedException {
        in.delete(object);
    }

    @Override
    public String setAside(RemoteObject object) throws ProviderException, InterruptedException {
        return in.setAside(object);
    }

    @Override
    public void listMetadata(Consumer<MetadataFile> each) throws ProviderException, InterruptedException {
        in.listMetadata(each);
    }

    @Override
    public Optional<byte[]> readMetadata(String path, long limit) throws ProviderException, InterruptedException {
        return in.readMetadata(path, limit);
    }

    @Override
    public void writeMetadata(String path, byte[] content) throws ProviderException, InterruptedException {
        in.writeMetadata(path, content);
    }

    @Override
    public void deleteMetadata(String path) throws ProviderException, InterruptedException {
        in.deleteMetadata(path);
    }

    @Override
    public String setAsideMetadata(String path) throws ProviderException, InterruptedException {
        return in.setAsideMetadata(path);
    }

    @Override
    public Optional<LibraryManifest> readLibraryManifest(long limit) throws ProviderException, InterruptedException {
        return in.readLibraryManifest(limit);
    }

    @Override
    public void writeLibraryManifest(byte[] content, @Nullable String replaced)
            throws ProviderException, InterruptedException {
        in.writeLibraryManifest(content, replaced);
    }

    @Override
    public Quota quota() throws ProviderException, InterruptedException {
        return in.quota();
    }

    @Override
    public CloudProvider scratch() throws ProviderException, InterruptedException {
        return in.scratch();
    }

    @Override
    public void close() {
        in.close();
    }

    /** Another provider's upload, call for call. */
    public static class ForwardingUpload implements Upload {
        protected final Upload in;
        protected final UploadRequest request;

        public ForwardingUpload(Upload in, UploadRequest request) {
            this.in = in;
            this.request = request;
        }

        public UploadRequest request() {
            return request;
        }

        @Override
        public ResumePoint resumePoint() {
            return in.resumePoint();
        }

        @Override
        public long confirmed() {
            return in.confirmed();
        }

        @Override
        public void send(ByteBuffer bytes) throws ProviderException, InterruptedException {
            in.send(bytes);
        }

        @Override
        public void close() {
            in.close();
        }
    }

    /** Another provider's download, call for call. */
    public static class ForwardingDownload implements Download {
        protected final Download in;

        public ForwardingDownload(Download in) {
            this.in = in;
        }

        @Override
        public EvidenceGrade grade() {
            return in.grade();
        }

        @Override
        public int read(ByteBuffer target) throws ProviderException, InterruptedException {
            return in.read(target);
        }

        @Override
        public void close() {
            in.close();
        }
    }
}
