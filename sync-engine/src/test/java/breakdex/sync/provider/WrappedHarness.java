package breakdex.sync.provider;

import breakdex.sync.asset.RemoteName;
import java.util.List;
import java.util.SortedSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Another harness, whose providers are wrapped. */
public final class WrappedHarness implements ProviderHarness {
    private final ProviderHarness inner;
    private final UnaryOperator<CloudProvider> wrap;

    public WrappedHarness(ProviderHarness inner, UnaryOperator<CloudProvider> wrap) {
        this.inner = inner;
        this.wrap = wrap;
    }

    @Override
    public CloudProvider open(String deviceId) {
        return wrap.apply(inner.open(deviceId));
    }

    @Override
    public CloudProvider openExpecting(String key) {
        return wrap.apply(inner.openExpecting(key));
    }

    @Override
    public long keepsAtLeast(long sent) {
        return inner.keepsAtLeast(sent);
    }

    @Override
    public void keepOnly(UploadRequest request, long bytes) {
        inner.keepOnly(request, bytes);
    }

    @Override
    public ResumePoint zeroPart(UploadRequest request, long zeros) {
        return inner.zeroPart(request, zeros);
    }

    @Override
    public void cutNextSend() {
        inner.cutNextSend();
    }

    @Override
    public void loseNextCommitAnswer() {
        inner.loseNextCommitAnswer();
    }

    @Override
    public void rot(RemoteObject object) {
        inner.rot(object);
    }

    @Override
    public void change(RemoteObject object) {
        inner.change(object);
    }

    @Override
    public void remove(RemoteObject object) {
        inner.remove(object);
    }

    @Override
    public void forbid(RemoteObject object) {
        inner.forbid(object);
    }

    @Override
    public void put(String name, byte[] bytes) {
        inner.put(name, bytes);
    }

    @Override
    public List<byte[]> quarantined(RemoteName name) {
        return inner.quarantined(name);
    }

    @Override
    public void putMetadata(String path, byte[] bytes) {
        inner.putMetadata(path, bytes);
    }

    @Override
    public List<byte[]> quarantinedMetadata(String path) {
        return inner.quarantinedMetadata(path);
    }

    @Override
    public void putManifest(byte @Nullable [] bytes) {
        inner.putManifest(bytes);
    }

    @Override
    public void leaveFree(long bytes) {
        inner.leaveFree(bytes);
    }

    @Override
    public void smallPages() {
        inner.smallPages();
    }

    @Override
    public long limitObjectSize() {
        return inner.limitObjectSize();
    }

    @Override
    public void begin(Trouble trouble) {
        inner.begin(trouble);
    }

    @Override
    public void end() {
        inner.end();
    }

    @Override
    public SortedSet<String> everything() {
        return inner.everything();
    }

    @Override
    public void close() {
        inner.close();
    }
}
