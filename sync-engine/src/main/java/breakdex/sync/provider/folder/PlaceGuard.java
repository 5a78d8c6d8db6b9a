package breakdex.sync.provider.folder;

import breakdex.sync.provider.Fault;
import breakdex.sync.provider.MediumReader;
import breakdex.sync.provider.ProviderException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether the folder is still the place that was connected. A disk that is not mounted leaves an empty folder
 * behind; without this, that would look like a place from which everything was deleted. Creates nothing. Thread-safe.
 */
final class PlaceGuard {
    private final String provider;
    private final FolderLayout layout;
    private final MediumReader reader;
    private final PlaceFiles files;
    private volatile @Nullable String expectedKey;
    private volatile @Nullable Stamp seen;

    /** @param expectedKey null to take the first that is seen */
    PlaceGuard(
            String provider, FolderLayout layout, MediumReader reader, PlaceFiles files, @Nullable String expectedKey) {
        this.provider = provider;
        this.layout = layout;
        this.reader = reader;
        this.files = files;
        this.expectedKey = expectedKey;
    }

    /**
     * Before and after each call that believes or changes what lies there: one look at the marker's attributes; the
     * marker is read again only where they differ.
     *
     * @throws ProviderException {@link Fault#AWAY} or {@link Fault#UNREACHABLE}
     */
    void check(String call) throws ProviderException {
        Stamp last = seen;
        if (last == null || !last.equals(stamp())) {
            look(call);
        }
    }

    /** Reads the marker from the medium, past the cache where that can be had. */
    PlaceMarker look(String call) throws ProviderException {
        seen = null;
        Stamp before = stamp();
        PlaceMarker marker = read(call);
        String expected = expectedKey;
        if (expected == null) {
            expectedKey = marker.key();
        } else if (!expected.equals(marker.key())) {
            throw away(call, "found " + marker.key() + ", another place", null);
        }
        seen = before;
        return marker;
    }

    private PlaceMarker read(String call) throws ProviderException {
        try {
            return PlaceMarker.parse(bytes());
        } catch (NoSuchFileException e) {
            throw missing(call, e);
        } catch (PlaceMarker.Unreadable e) {
            throw away(call, e.sentence(), e);
        } catch (AccessDeniedException e) {
            throw failure(call, "may not be read by this user", Fault.AUTH, e);
        } catch (IOException e) {
            throw failure(call, "cannot be read: " + FolderFaults.words(e), Fault.UNREACHABLE, e);
        }
    }

    private byte[] bytes() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(PlaceMarker.MAX_BYTES);
        try (MediumReader.Source source = reader.fromMedium(layout.marker(), 0)) {
            while (buffer.hasRemaining() && source.channel().read(buffer) >= 0) {
                // until its end
            }
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private ProviderException missing(String call, IOException e) {
        if (!Files.isDirectory(layout.path())) {
            return failure(call, "the folder is not there; is its disk connected?", Fault.UNREACHABLE, e);
        }
        return away(call, "no place.json; is its disk mounted?", e);
    }

    private ProviderException away(String call, String found, @Nullable Throwable cause) {
        String expected = expectedKey;
        String wanted = expected == null ? "a place that was connected" : expected;
        return failure(call, found + "; expected " + wanted, Fault.AWAY, cause);
    }

    private ProviderException failure(String call, String what, Fault fault, @Nullable Throwable cause) {
        return new ProviderException(provider, call, layout.path() + ": " + what, fault, cause);
    }

    private @Nullable Stamp stamp() {
        try {
            BasicFileAttributes now = files.attributes(layout.marker());
            Object key = now.fileKey();
            return key == null ? null : new Stamp(key, now.lastModifiedTime(), now.size());
        } catch (IOException e) {
            // Whatever it is, reading the marker will meet it again and name it.
            return null;
        }
    }

    /** A file key alone is not enough: two disks made alike give their first files the same one. */
    private record Stamp(Object fileKey, FileTime modified, long size) {}
}
