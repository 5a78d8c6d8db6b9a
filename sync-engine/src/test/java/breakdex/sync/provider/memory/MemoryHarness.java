package breakdex.sync.provider.memory;

import breakdex.sync.asset.RemoteName;
import breakdex.sync.provider.CloudProvider;
import breakdex.sync.provider.ProviderHarness;
import breakdex.sync.provider.RemoteObject;
import breakdex.sync.provider.ResumePoint;
import breakdex.sync.provider.UploadRequest;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A place in memory, and what happens to places. */
public final class MemoryHarness implements ProviderHarness {
    private static final int CHUNK = 4096;

    private final MemoryPlace place = new MemoryPlace("0a1b2c", "attic");

    @Override
    public CloudProvider open(String deviceId) {
        return new InMemoryProvider("my memory", deviceId, place, CHUNK);
    }

    @Override
    public CloudProvider openExpecting(String key) {
        return new InMemoryProvider("my memory", DEVICE, place, CHUNK).expecting(key);
    }

    @Override
    public long keepsAtLeast(long sent) {
        return sent;
    }

    @Override
    public void keepOnly(UploadRequest request, long bytes) {
        place.truncatePart(InMemoryProvider.part(DEVICE, request), bytes);
    }

    @Override
    public ResumePoint zeroPart(UploadRequest request, long zeros) {
        place.putPart(InMemoryProvider.part(DEVICE, request), MemoryBytes.zeros(zeros));
        return new ResumePoint(InMemoryProvider.part(DEVICE, request));
    }

    @Override
    public void cutNextSend() {
        place.breakNext(MemoryPlace.Break.IN_SEND);
    }

    @Override
    public void loseNextCommitAnswer() {
        place.breakNext(MemoryPlace.Break.AFTER_COMMIT);
    }

    @Override
    public void rot(RemoteObject object) {
        place.rot(object.path());
    }

    @Override
    public void change(RemoteObject object) {
        place.change(object.path());
    }

    @Override
    public void remove(RemoteObject object) {
        place.lose(object.path());
    }

    @Override
    public void forbid(RemoteObject object) {
        place.forbid(object.path());
    }

    @Override
    public void put(String name, byte[] bytes) {
        place.put(name, bytes);
    }

    @Override
    public List<byte[]> quarantined(RemoteName name) {
        return place.quarantined(name);
    }

    @Override
    public void putMetadata(String path, byte[] bytes) {
        place.forceMetadata(path, bytes);
    }

    @Override
    public List<byte[]> quarantinedMetadata(String path) {
        return place.small().quarantined(path);
    }

    @Override
    public void putManifest(byte @Nullable [] bytes) {
        place.small().forceManifest(bytes);
    }

    @Override
    public void leaveFree(long bytes) {
        place.leaveFree(bytes);
    }

    @Override
    public void smallPages() {
        // There are none.
    }

    @Override
    public long limitObjectSize() {
        place.limitObjects(1000);
        return 1000;
    }

    @Override
    public void begin(Trouble trouble) {
        place.become(
                switch (trouble) {
                    case UNREACHABLE -> MemoryPlace.Health.UNREACHABLE;
                    case SWAPPED, EMPTIED -> MemoryPlace.Health.AWAY;
                    case NONSENSE -> MemoryPlace.Health.NONSENSE;
                    case REVOKED -> MemoryPlace.Health.LOCKED;
                });
    }

    @Override
    public void end() {
        place.become(MemoryPlace.Health.WELL);
    }

    /** What another place holds is nothing of ours. */
    @Override
    public SortedSet<String> everything() {
        return new TreeSet<>(place.everything());
    }

    @Override
    public void close() {
        place.destroy();
    }
}
