package breakdex.sync.provider.memory;

import breakdex.sync.provider.Fault;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.provider.ResumePoint;
import breakdex.sync.provider.Upload;
import breakdex.sync.provider.UploadRequest;
import java.nio.ByteBuffer;
import java.util.Optional;

/** An upload into a {@link MemoryPlace}: what was confirmed is what the place holds, and nothing else is remembered. */
final class MemoryUpload implements Upload {
    private final InMemoryProvider provider;
    private final MemoryPlace place;
    private final UploadRequest request;
    private final String part;
    private long offset;

    MemoryUpload(InMemoryProvider provider, MemoryPlace place, UploadRequest request, String part) {
        this.provider = provider;
        this.place = place;
        this.request = request;
        this.part = part;
        this.offset = place.partLength(part);
    }

    @Override
    public ResumePoint resumePoint() {
        return new ResumePoint(part);
    }

    @Override
    public long confirmed() {
        return offset;
    }

    @Override
    public void send(ByteBuffer bytes) throws ProviderException, InterruptedException {
        String call = "upload " + request.name();
        provider.reach(call);
        if (bytes.remaining() > request.sizeBytes() - offset) {
            throw provider.failure(call, "more than was declared", Fault.UNEXPECTED);
        }
        if (place.partLength(part) < offset) {
            offset = place.partLength(part);
            bytes.position(bytes.limit());
            return;
        }
        if (place.breaks(MemoryPlace.Break.IN_SEND)) {
            place.append(part, bytes.slice(bytes.position(), bytes.remaining() / 2));
            offset = place.partLength(part);
            throw provider.failure(call, "connection lost", Fault.UNREACHABLE);
        }
        place.append(part, bytes);
        offset = place.partLength(part);
        if (bytes.hasRemaining()) {
            throw provider.failure(call, "no space left", Fault.QUOTA);
        }
    }

    MemoryPlace.Described commit() throws ProviderException, InterruptedException {
        String call = "commit " + request.name();
        provider.reach(call);
        Optional<MemoryPlace.Described> there = place.described(request.name().toString());
        if (there.isPresent() && there.get().size() != request.sizeBytes()) {
            throw provider.failure(call, "an object of another length stands there", Fault.DAMAGED);
        }
        if (!place.partNames().contains(part) && there.isPresent() && offset == request.sizeBytes()) {
            return there.get();
        }
        if (place.partLength(part) != request.sizeBytes() || !place.partNames().contains(part)) {
            throw provider.failure(call, "the source ended early", Fault.UNEXPECTED);
        }
        MemoryPlace.Described stored = place.name(part, request.name());
        if (place.breaks(MemoryPlace.Break.AFTER_COMMIT)) {
            throw provider.failure(call, "connection lost", Fault.UNREACHABLE);
        }
        return stored;
    }

    @Override
    public void close() {
        // The place keeps what arrived.
    }
}
