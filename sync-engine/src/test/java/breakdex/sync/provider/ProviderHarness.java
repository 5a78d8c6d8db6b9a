package breakdex.sync.provider;

import breakdex.sync.asset.RemoteName;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The far side of a provider, as a contract needs it: it opens the provider as often as wanted, and does to the place
 * what the world does to places. One harness is one connected, empty place; used by one test.
 */
public interface ProviderHarness extends AutoCloseable {
    String DEVICE = "device-a";

    /** As after a restart of the process: nothing is known but the settings and the place. */
    default CloudProvider open() {
        return open(DEVICE);
    }

    CloudProvider open(String deviceId);

    /** With a key that is not the place's. */
    CloudProvider openExpecting(String key);

    /** How many bytes a resumed upload must still hold after {@code sent} were sent and the process died. */
    long keepsAtLeast(long sent);

    /** The far side loses all but the first {@code bytes} of an upload of {@link #DEVICE}. */
    void keepOnly(UploadRequest request, long bytes);

    /** An upload of {@link #DEVICE} of which {@code zeros} bytes arrived, all zero, without sending them. */
    ResumePoint zeroPart(UploadRequest request, long zeros);

    /** Of the next send, only a part arrives, and the connection breaks. */
    void cutNextSend();

    /** The next commit is carried out, and its answer is lost. */
    void loseNextCommitAnswer();

    /** Turns one bit of a stored object; its length and what is said about it stay. */
    void rot(RemoteObject object);

    /** Another program writes other content of the same length under the object's name. */
    void change(RemoteObject object);

    /** Another program takes the object away. */
    void remove(RemoteObject object);

    /** From now on we may not read this object; all others stay open to us. */
    void forbid(RemoteObject object);

    /** Another program puts a file into the place, younger than all that is there. */
    void put(String name, byte[] bytes);

    /** The bytes of all that was set aside from this name. */
    List<byte[]> quarantined(RemoteName name);

    /** Somebody else writes a small file, over whatever lies there. */
    void putMetadata(String path, byte[] bytes);

    /** The bytes of all small files that were set aside from this path. */
    List<byte[]> quarantinedMetadata(String path);

    /** The app writes its {@code manifest.json}, or takes it away: null. */
    void putManifest(byte @Nullable [] bytes);

    /** From now on there is space for so many more bytes. */
    void leaveFree(long bytes);

    /** Listings come in the smallest pages that there are. */
    void smallPages();

    /** From now on the place takes no larger objects than this, which is returned. */
    long limitObjectSize();

    /** Something befalls the place, until {@link #end()}. */
    void begin(Trouble trouble);

    void end();

    /** Names everything that lies in the place as it is now, ours and others', hidden or not. */
    SortedSet<String> everything();

    @Override
    void close();

    /** What befalls places. */
    enum Trouble {
        UNREACHABLE,
        SWAPPED,
        EMPTIED,
        REVOKED,
        /** It answers every call, and never with what was asked. */
        NONSENSE
    }
}
