package breakdex.sync.verify;

import breakdex.sync.asset.Evidence;
import breakdex.sync.asset.EvidenceGrade;
import breakdex.sync.asset.RemoteName;
import breakdex.sync.hash.HashedContent;
import breakdex.sync.hash.Hasher;
import breakdex.sync.provider.CloudProvider;
import breakdex.sync.provider.Download;
import breakdex.sync.provider.Fault;
import breakdex.sync.provider.Presence;
import breakdex.sync.provider.ProviderException;
import breakdex.sync.provider.ReadFrom;
import breakdex.sync.provider.RemoteObject;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;

/**
 * Looks at copies and says what they hold. Reads every byte back; what a provider answered to an upload plays no part.
 * Safe for many threads; each keeps one buffer.
 */
public final class IntegrityVerifier {
    private static final int BUFFER = 256 * 1024;

    private final Clock clock;
    private final String deviceId;
    private final ThreadLocal<ByteBuffer> buffers = ThreadLocal.withInitial(() -> ByteBuffer.allocate(BUFFER));

    public IntegrityVerifier(Clock clock, String deviceId) {
        this.clock = clock;
        this.deviceId = deviceId;
    }

    /** Hears that bytes were read, for bars and leases. */
    @FunctionalInterface
    public interface Reading {
        Reading SILENT = bytes -> {};

        void read(long bytes) throws InterruptedException;
    }

    /**
     * Finds the copy under whatever name the provider has for it, and proves it.
     *
     * @return {@link ProofResult.Unknown} where something bears its name that cannot be read
     * @throws ProviderException if the provider failed; nothing is known of the copy then
     */
    public ProofResult find(CloudProvider provider, RemoteName name, long sizeBytes, ReadFrom from, Reading reading)
            throws ProviderException, InterruptedException {
        Presence presence = provider.find(name);
        if (presence instanceof Presence.Present present) {
            return prove(provider, present.object(), sizeBytes, from, reading);
        }
        return presence instanceof Presence.Unknown unknown
                ? new ProofResult.Unknown(unknown.why())
                : new ProofResult.Gone();
    }

    /**
     * Reads exactly this object to its end and hashes it.
     *
     * @param sizeBytes what is told of the asset, for words: the hash decides, and a proof's object bears the true size
     */
    public ProofResult prove(
            CloudProvider provider, RemoteObject object, long sizeBytes, ReadFrom from, Reading reading)
            throws ProviderException, InterruptedException {
        Instant at = clock.instant();
        try (Download download = provider.open(object, 0, from)) {
            HashedContent found = read(download, object, reading);
            EvidenceGrade grade = download.grade();
            if (found.hash().equals(object.name().hash())) {
                RemoteObject looked =
                        new RemoteObject(object.name(), object.path(), found.sizeBytes(), object.version());
                return new ProofResult.Proved(looked, new Evidence(grade, at, deviceId, object.version()));
            }
            return new ProofResult.Mismatch(
                    object, describe(found, sizeBytes), grade == EvidenceGrade.READ_BACK_DIRECT);
        } catch (ProviderException e) {
            if (e.fault() == Fault.ABSENT) {
                return new ProofResult.Gone();
            }
            if (e.fault() == Fault.UNREADABLE) {
                return new ProofResult.Unknown(e.answer());
            }
            throw e;
        }
    }

    /** To its end, whatever size was told of it: the hash alone says what it is. */
    private HashedContent read(Download download, RemoteObject object, Reading reading)
            throws ProviderException, InterruptedException {
        Hasher hasher = Hasher.like(object.name().hash());
        ByteBuffer buffer = buffers.get();
        while (download.read(buffer.clear()) >= 0) {
            buffer.flip();
            long length = buffer.remaining();
            hasher.update(buffer);
            reading.read(length);
        }
        return hasher.finish();
    }

    private static String describe(HashedContent found, long sizeBytes) {
        if (found.sizeBytes() != sizeBytes) {
            return found.sizeBytes() + " bytes instead of " + sizeBytes;
        }
        return "SHA-256 " + found.hash().brief() + "… over " + sizeBytes + " bytes";
    }
}
