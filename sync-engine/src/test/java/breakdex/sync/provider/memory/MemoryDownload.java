package breakdex.sync.provider.memory;

import breakdex.sync.asset.EvidenceGrade;
import breakdex.sync.provider.Download;
import breakdex.sync.provider.Fault;
import breakdex.sync.provider.ProviderException;
import java.nio.ByteBuffer;

/** Reads from a {@link MemoryPlace}, which may lose the object in the middle of it. */
final class MemoryDownload implements Download {
    private final InMemoryProvider provider;
    private final MemoryPlace place;
    private final String path;
    private long position;

    MemoryDownload(InMemoryProvider provider, MemoryPlace place, String path, long position) {
        this.provider = provider;
        this.place = place;
        this.path = path;
        this.position = position;
    }

    @Override
    public EvidenceGrade grade() {
        return EvidenceGrade.READ_BACK_DIRECT;
    }

    @Override
    public int read(ByteBuffer target) throws ProviderException, InterruptedException {
        String call = "read " + path;
        provider.reach(call);
        Integer count = place.read(path, position, target);
        if (count == null) {
            throw provider.failure(call, "not there", Fault.ABSENT);
        }
        position += Math.max(0, count);
        return count;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
