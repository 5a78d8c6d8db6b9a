package breakdex.sync.provider;

import breakdex.sync.asset.ContentHash;
import breakdex.sync.asset.EvidenceGrade;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Another provider, with a {@link StepHook} around each call that can fail, those of its uploads and downloads too. A
 * batch is one step before and one after: its answer is lost as a whole.
 */
public final class FaultInjectingProvider implements CloudProvider {
    private final CloudProvider inner;
    private final StepHook hook;

    public FaultInjectingProvider(CloudProvider inner, StepHook hook) {
        this.inner = inner;
        this.hook = hook;
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public ProviderCapabilities capabilities() {
        return inner.capabilities();
    }

    @Override
    public ProviderIdentity identify() throws ProviderException, InterruptedException {
        return step("identify", inner::identify);
    }

    @Override
    public Presence find(ContentHash hash) throws ProviderException, InterruptedException {
        return step("find", () -> inner.find(hash));
    }

    @Override
    public void list(Consumer<RemoteObject> each) throws ProviderException, InterruptedException {
        step("list", () -> {
            inner.list(each);
            return true;
        });
    }

    @Override
    public Upload begin(UploadRequest request) throws ProviderException, InterruptedException {
        return step("begin", () -> new HookedUpload(inner.begin(request)));
    }

    @Override
    public Upload resume(UploadRequest request, ResumePoint point) throws ProviderException, InterruptedException {
        return step("resume", () -> new HookedUpload(inner.resume(request, point)));
    }

    @Override
    public void abandon(ResumePoint point) throws ProviderException, InterruptedException {
        step("abandon", () -> {
            inner.abandon(point);
            return true;
        });
    }

    @Override
    public int removeLeftovers(Set<ResumePoint> wanted) throws ProviderException, InterruptedException {
        return step("removeLeftovers", () -> inner.removeLeftovers(wanted));
    }

    @Override
    public RemoteObject commit(Upload upload) throws ProviderException, InterruptedException {
        return step("commit", () -> inner.commit(((HookedUpload) upload).inner));
    }

    @Override
    public List<UploadOutcome> commitAll(List<Upload> uploads) throws InterruptedException {
        List<Upload> inners = new ArrayList<>();
        uploads.forEach(upload -> inners.add(((HookedUpload) upload).inner));
        try {
            return step("commitAll", () -> inner.commitAll(inners));
        } catch (ProviderException e) {
            return uploads.stream()
                    .<UploadOutcome>map(upload -> new UploadOutcome.Failed(e))
                    .toList();
        }
    }

    @Override
    public Download open(RemoteObject object, long offset, ReadFrom from)
            throws ProviderException, InterruptedException {
        return step("open", () -> new HookedDownload(inner.open(object, offset, from)));
    }

    @Override
    public void delete(RemoteObject object) throws ProviderException, InterruptedException {
        step("delete", () -> {
            inner.delete(object);
            return true;
        });
    }

    @Override
    public String setAside(RemoteObject object) throws ProviderException, InterruptedException {
        return step("setAside", () -> inner.setAside(object));
    }

    @Override
    public void listMetadata(Consumer<MetadataFile> each) throws ProviderException, InterruptedException {
        step("listMetadata", () -> {
            inner.listMetadata(each);
            return true;
        });
    }

    @Override
    public Optional<byte[]> readMetadata(String path, long limit) throws ProviderException, InterruptedException {
        return step("readMetadata", () -> inner.readMetadata(path, limit));
    }

    @Override
    public void writeMetadata(String path, byte[] content) throws ProviderException, InterruptedException {
        step("writeMetadata", () -> {
            inner.writeMetadata(path, content);
            return true;
        });
    }

    @Override
    public void deleteMetadata(String path) throws ProviderException, InterruptedException {
        step("deleteMetadata", () -> {
            inner.deleteMetadata(path);
            return true;
        });
    }

    @Override
    public String setAsideMetadata(String path) throws ProviderException, InterruptedException {
        return step("setAsideMetadata", () -> inner.setAsideMetadata(path));
    }

    @Override
    public Optional<LibraryManifest> readLibraryManifest(long limit) throws ProviderException, InterruptedException {
        return step("readLibraryManifest", () -> inner.readLibraryManifest(limit));
    }

    @Override
    public void writeLibraryManifest(byte[] content, @Nullable String replaced)
            throws ProviderException, InterruptedException {
        step("writeLibraryManifest", () -> {
            inner.writeLibraryManifest(content, replaced);
            return true;
        });
    }

    @Override
    public Quota quota() throws ProviderException, InterruptedException {
        return step("quota", inner::quota);
    }

    @Override
    public CloudProvider scratch() throws ProviderException, InterruptedException {
        return step("scratch", () -> new FaultInjectingProvider(inner.scratch(), hook));
    }

    @Override
    public void close() {
        inner.close();
    }

    private <T> T step(String call, Step<T> step) throws ProviderException, InterruptedException {
        hook.before(call);
        T answer = step.run();
        hook.after(call);
        return answer;
    }

    private interface Step<T> {
        T run() throws ProviderException, InterruptedException;
    }

    private final class HookedUpload implements Upload {
        private final Upload inner;

        HookedUpload(Upload inner) {
            this.inner = inner;
        }

        @Override
        public ResumePoint resumePoint() {
            return inner.resumePoint();
        }

        @Override
        public long confirmed() {
            return inner.confirmed();
        }

        @Override
        public void send(ByteBuffer bytes) throws ProviderException, InterruptedException {
            step("send", () -> {
                inner.send(bytes);
                return true;
            });
        }

        @Override
        public void close() {
            inner.close();
        }
    }

    private final class HookedDownload implements Download {
        private final Download inner;

        HookedDownload(Download inner) {
            this.inner = inner;
        }

        @Override
        public EvidenceGrade grade() {
            return inner.grade();
        }

        @Override
        public int read(ByteBuffer target) throws ProviderException, InterruptedException {
            return step("read", () -> inner.read(target));
        }

        @Override
        public void close() {
            inner.close();
        }
    }
}
